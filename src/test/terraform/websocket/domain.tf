# The domain that maps to the stage.
resource "aws_apigatewayv2_domain_name" "chat" {
  domain_name = "chat.example.com"
  tags        = local.reduced ? {} : local.changed ? { team = "b" } : { team = "a" }

  domain_name_configuration {
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/${local.changed ? "22222222-2222-2222-2222-222222222222" : "11111111-1111-1111-1111-111111111111"}"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  dynamic "mutual_tls_authentication" {
    for_each = local.reduced ? [] : [1]
    content {
      truststore_uri = local.changed ? "s3://bucket/b.pem" : "s3://bucket/a.pem"
    }
  }
}

resource "aws_apigatewayv2_api_mapping" "chat" {
  api_id          = aws_apigatewayv2_api.chat.id
  domain_name     = aws_apigatewayv2_domain_name.chat.id
  stage           = aws_apigatewayv2_stage.live.id
  api_mapping_key = local.reduced ? null : local.changed ? "two" : "one"
}
