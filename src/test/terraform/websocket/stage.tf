# The deployment of the API, and the stage that serves it.
resource "aws_apigatewayv2_deployment" "chat" {
  api_id      = aws_apigatewayv2_api.chat.id
  description = local.changed ? "second" : "first"

  triggers = var.imported ? null : { step = var.step }

  depends_on = [
    aws_apigatewayv2_route.connect,
    aws_apigatewayv2_route.default,
    aws_apigatewayv2_route.send,
    aws_apigatewayv2_route_response.default,
    aws_apigatewayv2_integration_response.any,
    aws_apigatewayv2_integration_response.failures,
  ]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_stage" "live" {
  api_id          = aws_apigatewayv2_api.chat.id
  name            = "live"
  description     = local.changed ? "for users" : "for all"
  deployment_id   = aws_apigatewayv2_deployment.chat.id
  stage_variables = local.reduced ? {} : local.changed ? { kept = "1", new = "2" } : { kept = "0", gone = "1" }
  tags            = local.reduced ? {} : local.changed ? { team = "b" } : { team = "a" }

  # An empty block clears nothing at AWS, and the provider sends no other removal: this one stays.
  access_log_settings {
    destination_arn = "arn:aws:logs:us-east-1:123456789012:log-group:chat"
    format          = local.changed ? "$context.requestId $context.routeKey" : "$context.requestId"
  }

  dynamic "default_route_settings" {
    for_each = local.reduced ? [] : [1]
    content {
      data_trace_enabled       = local.changed
      detailed_metrics_enabled = true
      logging_level            = local.changed ? "INFO" : "ERROR"
      throttling_burst_limit   = 20
      throttling_rate_limit    = local.changed ? 10.5 : 10
    }
  }

  dynamic "route_settings" {
    for_each = local.reduced ? [] : [aws_apigatewayv2_route.send.route_key]
    content {
      route_key              = route_settings.value
      throttling_burst_limit = local.changed ? 5 : 6
      throttling_rate_limit  = 3
    }
  }
}
