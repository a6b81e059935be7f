# An HTTP API of the parts that are served, in the same three steps.
variable "endpoint" {
  type = string
}

variable "step" {
  type = number
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

resource "aws_apigatewayv2_api" "site" {
  name          = local.changed ? "site" : "pages"
  protocol_type = "HTTP"

  dynamic "cors_configuration" {
    for_each = local.reduced ? [] : [1]
    content {
      allow_origins     = ["https://example.com"]
      allow_methods     = local.changed ? ["GET", "POST"] : ["GET"]
      allow_headers     = ["x-a"]
      allow_credentials = true
      max_age           = local.changed ? 60 : 30
    }
  }
}

resource "aws_apigatewayv2_integration" "backend" {
  api_id                 = aws_apigatewayv2_api.site.id
  integration_type       = "HTTP_PROXY"
  integration_method     = "ANY"
  integration_uri        = "https://example.com/{proxy}"
  payload_format_version = "1.0"
  timeout_milliseconds   = local.changed ? 2000 : 3000
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.site.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = local.changed ? ["a", "b"] : ["a"]
    issuer   = "https://issuer.example.com"
  }
}

resource "aws_apigatewayv2_authorizer" "request" {
  api_id                            = aws_apigatewayv2_api.site.id
  name                              = "request"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations"
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = local.changed ? 60 : 300
  enable_simple_responses           = local.changed
  identity_sources                  = ["$request.header.Auth"]
}

resource "aws_apigatewayv2_route" "pages" {
  api_id               = aws_apigatewayv2_api.site.id
  route_key            = local.changed ? "GET /pages/{proxy+}" : "ANY /pages/{proxy+}"
  target               = "integrations/${aws_apigatewayv2_integration.backend.id}"
  authorization_type   = local.reduced ? "NONE" : "JWT"
  authorizer_id        = local.reduced ? null : aws_apigatewayv2_authorizer.jwt.id
  authorization_scopes = local.reduced ? [] : local.changed ? ["read", "write"] : ["read"]
}

resource "aws_apigatewayv2_route" "guarded" {
  api_id             = aws_apigatewayv2_api.site.id
  route_key          = "POST /pages"
  target             = "integrations/${aws_apigatewayv2_integration.backend.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.request.id
}
