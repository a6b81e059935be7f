# A WebSocket API in three steps: made, one thing of each resource changed, and its optional blocks removed.
variable "endpoint" {
  type = string
}

variable "step" {
  type = number
}

# The triggers of a deployment cannot be imported.
variable "imported" {
  type    = bool
  default = false
}

locals {
  changed = var.step >= 2
  reduced = var.step >= 3
}

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "any"
  secret_key                  = "any"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    apigatewayv2 = var.endpoint
  }
}

resource "aws_apigatewayv2_api" "chat" {
  name                         = "chat"
  description                  = local.reduced ? null : local.changed ? "messages" : "texts"
  version                      = local.changed ? "2" : "1"
  protocol_type                = "WEBSOCKET"
  route_selection_expression   = "$request.body.action"
  api_key_selection_expression = "$request.header.x-api-key"
  tags                         = local.reduced ? {} : local.changed ? { team = "b", kept = "1" } : { team = "a", gone = "1" }
}

resource "aws_apigatewayv2_model" "message" {
  api_id       = aws_apigatewayv2_api.chat.id
  name         = "message"
  content_type = "application/json"
  description  = local.changed ? "What a client sends" : "A message"
  schema = jsonencode({
    "$schema"  = "http://json-schema.org/draft-04/schema#"
    type       = "object"
    required   = ["action"]
    properties = { action = { type = "string", maxLength = local.changed ? 20 : 10 } }
  })
}

resource "aws_apigatewayv2_authorizer" "token" {
  api_id           = aws_apigatewayv2_api.chat.id
  name             = local.changed ? "token" : "header"
  authorizer_type  = "REQUEST"
  authorizer_uri   = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations"
  identity_sources = local.changed ? ["route.request.header.Auth", "route.request.querystring.t"] : ["route.request.header.Auth"]
}

resource "aws_apigatewayv2_integration" "mock" {
  api_id                        = aws_apigatewayv2_api.chat.id
  integration_type              = "MOCK"
  description                   = local.changed ? "answers by itself" : "a mock"
  template_selection_expression = local.reduced ? null : "200"
  request_templates             = { "200" = local.changed ? "{\"statusCode\": 200}" : "{\"statusCode\": 201}" }
}

resource "aws_apigatewayv2_integration" "backend" {
  api_id               = aws_apigatewayv2_api.chat.id
  integration_type     = "HTTP"
  integration_method   = "POST"
  integration_uri      = local.changed ? "https://example.com/b" : "https://example.com/a"
  passthrough_behavior = "WHEN_NO_TEMPLATES"
  timeout_milliseconds = local.changed ? 2000 : 3000
  request_parameters = local.reduced ? {} : {
    "integration.request.header.x-kept"    = "'1'"
    "integration.request.header.x-changed" = local.changed ? "'b'" : "'a'"
  }
}

resource "aws_apigatewayv2_integration_response" "any" {
  api_id                        = aws_apigatewayv2_api.chat.id
  integration_id                = aws_apigatewayv2_integration.backend.id
  integration_response_key      = "$default"
  content_handling_strategy     = "CONVERT_TO_TEXT"
  response_templates            = local.changed ? { "$default" = "{\"v\": 2}" } : { "$default" = "{\"v\": 1}", "text/plain" = "v" }
  template_selection_expression = local.reduced ? null : "$default"
}

resource "aws_apigatewayv2_integration_response" "failures" {
  api_id                   = aws_apigatewayv2_api.chat.id
  integration_id           = aws_apigatewayv2_integration.backend.id
  integration_response_key = local.changed ? "/5\\d\\d/" : "/500/"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  authorization_type = local.reduced ? "NONE" : "CUSTOM"
  authorizer_id      = local.reduced ? null : aws_apigatewayv2_authorizer.token.id
  target             = "integrations/${aws_apigatewayv2_integration.mock.id}"

  dynamic "request_parameter" {
    for_each = local.reduced ? [] : ["route.request.header.a", local.changed ? "route.request.header.c" : "route.request.header.b"]
    content {
      request_parameter_key = request_parameter.value
      required              = local.changed
    }
  }
}

resource "aws_apigatewayv2_route" "default" {
  api_id                              = aws_apigatewayv2_api.chat.id
  route_key                           = "$default"
  target                              = "integrations/${local.changed ? aws_apigatewayv2_integration.backend.id : aws_apigatewayv2_integration.mock.id}"
  route_response_selection_expression = "$default"
}

resource "aws_apigatewayv2_route" "send" {
  api_id                     = aws_apigatewayv2_api.chat.id
  route_key                  = "send"
  operation_name             = local.reduced ? null : local.changed ? "Send" : "Post"
  target                     = "integrations/${aws_apigatewayv2_integration.backend.id}"
  model_selection_expression = local.reduced ? null : "$request.body.action"
  # An update merges this map, and Terraform does not name the keys that are to go: none is ever removed.
  request_models = { send = aws_apigatewayv2_model.message.name }
}

resource "aws_apigatewayv2_route_response" "default" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_id           = aws_apigatewayv2_route.default.id
  route_response_key = "$default"
  response_models    = merge({ any = aws_apigatewayv2_model.message.name }, local.changed ? { more = aws_apigatewayv2_model.message.name } : {})
}
