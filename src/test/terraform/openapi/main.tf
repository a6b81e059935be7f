# An HTTP API whose routes, integrations and authorizer are in an OpenAPI document, in the same three steps.
variable "endpoint" {
  type = string
}

variable "step" {
  type = number
}

locals {
  changed = var.step >= 2
  reduced = var.step >= 3

  # The provider takes these of the document when it makes a plan.
  name        = local.changed ? "pets" : "animals"
  version     = local.changed ? "2" : "1"
  description = "of an OpenAPI document"

  jwt = {
    type                             = "oauth2"
    "x-amazon-apigateway-authorizer" = {
      type           = "jwt"
      identitySource = "$request.header.Authorization"
      jwtConfiguration = {
        issuer   = "https://issuer.example.com"
        audience = local.changed ? ["a", "b"] : ["a"]
      }
    }
  }

  read = {
    operationId                       = "read"
    security                          = local.reduced ? [] : [{ jwt = ["read"] }]
    "x-amazon-apigateway-integration" = {
      type                 = "HTTP_PROXY"
      httpMethod           = "GET"
      uri                  = local.changed ? "https://example.com/pets/{id}" : "https://example.com/animals/{id}"
      payloadFormatVersion = "1.0"
    }
  }

  add = {
    "x-amazon-apigateway-integration" = {
      type                 = "AWS_PROXY"
      httpMethod           = "POST"
      uri                  = "arn:aws:lambda:us-east-1:123456789012:function:add"
      payloadFormatVersion = "2.0"
      timeoutInMillis      = local.changed ? 2000 : 3000
    }
  }
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

resource "aws_apigatewayv2_api" "pets" {
  name          = local.name
  description   = local.description
  version       = local.version
  protocol_type = "HTTP"

  body = jsonencode({
    openapi    = "3.0.1"
    info       = { title = local.name, version = local.version, description = local.description }
    components = { securitySchemes = { jwt = local.jwt } }
    paths = merge(
      { "/pets/{id}" = { get = local.read } },
      local.reduced ? {} : { "/pets" = { post = local.add } }
    )
  })
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.pets.id
  name        = "$default"
  auto_deploy = true
}
