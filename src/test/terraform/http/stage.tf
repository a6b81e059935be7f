# The stage that deploys each change by itself.
resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.site.id
  name        = "$default"
  auto_deploy = true
  description = local.changed ? "live" : "first"

  dynamic "default_route_settings" {
    for_each = local.reduced ? [] : [1]
    content {
      detailed_metrics_enabled = local.changed
      throttling_burst_limit   = 20
      throttling_rate_limit    = 10
    }
  }
}
