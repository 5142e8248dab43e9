locals {
  name = "x-${var.a}" # c
  map  = { a = [1, 2], "b" : f(c...) }
}
resource "t" "n" {
  count = var.on ? 1 : 0
  text  = <<-EOT
    %{if a}b%{endif}
  EOT
  b { c = [for k, v in m : v if k != ""] }
}
