resource "aws_apigatewayv2_vpc_link" "private" {
  name               = local.changed ? "private" : "inner"
  subnet_ids         = ["subnet-a", "subnet-b"]
  security_group_ids = ["sg-a"]
  tags               = local.reduced ? {} : { team = local.changed ? "blue" : "green" }
}
