terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  backend "s3" {
    bucket       = "example-terraform-state"
    key          = "shop/production/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "environment" {
  description = "The environment that these resources make up."
  type        = string
  default     = "production"
}

variable "region" {
  description = "The AWS region that everything lies in."
  type        = string
  default     = "eu-central-1"
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      environment = var.environment
      team        = "platform"
      cost-center = "shared"
      managed-by  = "terraform"
    }
  }
}
