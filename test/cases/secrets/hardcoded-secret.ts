import type { Cases } from '../../support/cases';

// One place, or one way out of it, each.
export default {
  bad: [
    {
      title: 'a command of a Dockerfile',
      files: {
        Dockerfile: 'FROM alpine:3.22\nRUN curl -u deploy:«tulip-Harbour-41» -O https://files.example.org/shop.tgz\n',
      },
    },
    {
      title: 'a Secret in a list',
      files: {
        'secret.yaml':
          'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    data:\n      password: «b3JhbmdlLTctdGVhcG90»\n',
      },
    },
    {
      title: 'a variable before a later command, in quotes',
      files: { Dockerfile: 'FROM alpine:3.22\nRUN set -e; DB_PASSWORD=\'«tulip-Harbour-42»\' ./migrate.sh --all\n' },
      fixed: {
        Dockerfile:
          'FROM alpine:3.22\nRUN --mount=type=secret,id=DB_PASSWORD,env=DB_PASSWORD set -e; ./migrate.sh --all\n',
      },
    },
    {
      title: 'a syntax of Dockerfiles that has no such mount',
      files: {
        Dockerfile: '# syntax=docker/dockerfile:1.4\nFROM alpine:3.22\nRUN DB_PASSWORD=«tulip-Harbour-42» ./migrate.sh\n',
      },
    },
    {
      title: 'settings of Spring',
      files: {
        'config/application-prod.properties':
          'spring.datasource.password=«tulip-Harbour-41»\nspring.mail.password=«${MAIL_PASSWORD:tulip-Harbour-42}»\n',
        'src/main/resources/application.yml':
          'spring:\n  datasource:\n    username: shop\n    password: "«tulip-Harbour-41»"\n',
      },
      fixed: {
        'config/application-prod.properties':
          'spring.datasource.password=${SPRING_DATASOURCE_PASSWORD}\nspring.mail.password=${MAIL_PASSWORD}\n',
        'src/main/resources/application.yml':
          'spring:\n  datasource:\n    username: shop\n    password: "${SPRING_DATASOURCE_PASSWORD}"\n',
      },
    },
    {
      title: 'what a program falls back on',
      files: {
        'settings.py':
          'import os\nA = os.environ.get("DB_PASSWORD", "«tulip-Harbour-41»")\nB = os.getenv(\'API_TOKEN\',\n              \'«k3Jh8Gf2DkQ9mZp7XwR4»\')\n',
        'config.js': "const secret = process.env.JWT_SECRET || '«k3Jh8Gf2DkQ9mZp7XwR4»';\n",
        'config.ts': "export const secret = process.env['JWT_SECRET'] ?? '«k3Jh8Gf2DkQ9mZp7XwR4»';\n",
        'db.rb': 'PASSWORD = ENV.fetch("DB_PASSWORD", "«tulip-Harbour-41»")\n',
        'config/db.php': "<?php return ['password' => env('DB_PASSWORD', '«tulip-Harbour-41»')];\n",
        'Db.java': '  @Value("${db.password:«tulip-Harbour-41»}") String password;\n',
      },
      fixed: {
        'settings.py': 'import os\nA = os.environ.get("DB_PASSWORD")\nB = os.getenv(\'API_TOKEN\')\n',
        'config.js': 'const secret = process.env.JWT_SECRET;\n',
        'config.ts': "export const secret = process.env['JWT_SECRET'];\n",
        'db.rb': 'PASSWORD = ENV.fetch("DB_PASSWORD")\n',
        'config/db.php': "<?php return ['password' => env('DB_PASSWORD')];\n",
        'Db.java': '  @Value("${db.password}") String password;\n',
      },
    },
    {
      title: 'a string in a program that reads its environment elsewhere',
      files: {
        'settings.py': 'import os\n\nSECRET_KEY = "«k3Jh8Gf2DkQ9mZp7XwR4»"\n',
        'db.rb': "password = '«tulip-Harbour-41»'\n",
        'config.js': "module.exports = { port: 1, dbPassword: '«tulip-Harbour-41»' };\n",
        'config.php': "<?php\n$db_password = '«tulip-Harbour-41»';\ndefine('AUTH_SALT', '«k3Jh8Gf2DkQ9mZp7XwR4»');\n",
        'Db.java': '    source.setPassword("«tulip-Harbour-41»");\n',
        'main.go': 'package main\n\nimport (\n\t"os"\n)\n\nfunc main() {\n\tpassword := "«tulip-Harbour-41»"\n}\n',
        'Db.cs': 'options.Password = "«tulip-Harbour-41»";\n',
        'deploy.ps1': '$DbPassword = "«tulip-Harbour-41»"\n',
        'deploy.sh': 'export DB_PASSWORD=«tulip-Harbour-41»\nAPI_TOKEN="«k3Jh8Gf2DkQ9mZp7XwR4»" ./deploy\nMAIL_PASSWORD=«${SMTP_PASSWORD:-tulip-Harbour-42}»\n',
      },
      fixed: {
        'settings.py': 'import os\n\nSECRET_KEY = os.environ["SECRET_KEY"]\n',
        'db.rb': 'password = ENV.fetch("PASSWORD")\n',
        'config.js': 'module.exports = { port: 1, dbPassword: process.env.DB_PASSWORD };\n',
        'config.php': "<?php\n$db_password = getenv('DB_PASSWORD');\ndefine('AUTH_SALT', getenv('AUTH_SALT'));\n",
        'Db.java': '    source.setPassword(System.getenv("PASSWORD"));\n',
        'main.go': 'package main\n\nimport (\n\t"os"\n)\n\nfunc main() {\n\tpassword := os.Getenv("PASSWORD")\n}\n',
        'Db.cs': 'options.Password = System.Environment.GetEnvironmentVariable("PASSWORD");\n',
        'deploy.ps1': '$DbPassword = $env:DB_PASSWORD\n',
        'deploy.sh':
          'export DB_PASSWORD="${DB_PASSWORD:?set DB_PASSWORD}"\nAPI_TOKEN="${API_TOKEN:?set API_TOKEN}" ./deploy\nMAIL_PASSWORD="${SMTP_PASSWORD:?set SMTP_PASSWORD}"\n',
      },
    },
    {
      title: 'a string where nothing else may stand, or where it is not certain what may',
      files: {
        'settings.py': 'SECRET_KEY = "«k3Jh8Gf2DkQ9mZp7XwR4»"\n',
        'page.js': "const apiSecret = '«k3Jh8Gf2DkQ9mZp7XwR4»';\n",
        'Db.java': '  private static final String PASSWORD = "«tulip-Harbour-41»";\n',
        'Db.cs': 'private const string Password = "«tulip-Harbour-41»";\n',
        'Db.php': "<?php class Db { private $password = '«tulip-Harbour-41»'; }\n",
        'main.go': 'package main\n\nconst password = "«tulip-Harbour-41»"\n',
        'wrap.sh': 'bash -c "DB_PASSWORD=«tulip-Harbour-41» ./run"\n',
        'write.sh': 'cat > .env <<EOF\nDB_PASSWORD=«tulip-Harbour-41»\nEOF\n',
      },
    },
    {
      title: 'variables of a GitLab pipeline',
      files: {
        '.gitlab-ci.yml':
          'variables:\n  REGION: eu\n  DB_PASSWORD: «tulip-Harbour-41»\n  API_TOKEN:\n    value: «k3Jh8Gf2DkQ9mZp7XwR4»\n    description: of the shop\n\ndeploy:\n  variables:\n    SMTP_PASSWORD: "«tulip-Harbour-42»"\n  script:\n    - ./deploy\n',
      },
      fixed: {
        '.gitlab-ci.yml': 'variables:\n  REGION: eu\n\ndeploy:\n  script:\n    - ./deploy\n',
      },
    },
    {
      title: 'scripts of a pipeline',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  script:\n    - export DB_PASSWORD=«tulip-Harbour-41»\n    - docker login -u shop -p «tulip-Harbour-42» registry.example.org\n    - mysql -u shop -p«tulip-Harbour-43» shop < dump.sql\n',
      },
    },
    {
      title: 'variables of an Azure pipeline',
      files: {
        'azure-pipelines.yml':
          "trigger: [main]\nvariables:\n  - name: region\n    value: eu\n  - name: dbPassword\n    value: «tulip-Harbour-41»\nsteps:\n  - script: ./deploy\n    env:\n      API_TOKEN: '«k3Jh8Gf2DkQ9mZp7XwR4»'\n",
      },
      fixed: {
        'azure-pipelines.yml':
          "trigger: [main]\nvariables:\n  - name: region\n    value: eu\nsteps:\n  - script: ./deploy\n    env:\n      API_TOKEN: '$(API_TOKEN)'\n",
      },
    },
    {
      title: 'a resource of Azure',
      files: {
        'main.tf': 'resource "azurerm_mssql_server" "shop" {\n  administrator_login_password = "«tulip-Harbour-41»"\n}\n',
      },
      fixed: {
        'main.tf':
          'resource "azurerm_mssql_server" "shop" {\n  administrator_login_password = var.shop_administrator_login_password\n}\n\nvariable "shop_administrator_login_password" {\n  type      = string\n  sensitive = true\n}\n',
      },
      otherwise: {
        'Read it from the Key Vault': {
          'main.tf':
            'resource "azurerm_mssql_server" "shop" {\n  administrator_login_password = data.azurerm_key_vault_secret.shop_administrator_login_password.value\n}\n\ndata "azurerm_key_vault_secret" "shop_administrator_login_password" {\n  name         = "shop-administrator-login-password"\n  key_vault_id = var.key_vault_id\n}\n',
        },
      },
    },
    {
      title: 'a resource of Google Cloud',
      files: { 'main.tf': 'resource "google_sql_user" "shop" {\n  password = "«tulip-Harbour-41»"\n}\n' },
      fixed: {
        'main.tf':
          'resource "google_sql_user" "shop" {\n  password = var.shop_password\n}\n\nvariable "shop_password" {\n  type      = string\n  sensitive = true\n}\n',
      },
      otherwise: {
        'Read it from Secret Manager': {
          'main.tf':
            'resource "google_sql_user" "shop" {\n  password = data.google_secret_manager_secret_version.shop_password.secret_data\n}\n\ndata "google_secret_manager_secret_version" "shop_password" {\n  secret = "shop-password"\n}\n',
        },
      },
    },
  ],
  good: [
    {
      title: 'public keys, names given to themselves, escapes of other alphabets, help',
      files: {
        'docs/.vitepress/config.ts':
          "search: { provider: 'algolia', options: { apiKey: '9c3ced6fed60d2670bb36ab7e8bed8bc', indexName: 'shop' } },\n",
        'map.js': "L.map({ accessToken: 'pk.eyJ1Ijoic2hvcCIsImEiOiJjMTIzNDU2Nzg5MGFiYyJ9.k3Jh8Gf2DkQ9mZp7XwR4aB' });\n",
        'Keys.java': 'String S3COMPATIBLE_ACCESS_KEY = "s3compatible-accessKey";\n',
        'fa.json': '{"client_secret": "\\u0645\\u062d\\u0631\\u0645"}\n',
        'marks.sh': 'char_pass="\\u2714"\n',
        'New-Login.ps1':
          "<#\n.EXAMPLE\n  $password = ConvertTo-SecureString -String 'tulip-Harbour-41' -AsPlainText -Force\n#>\n",
        'hack': '#!/usr/bin/env python3\nsecret = base64.b64decode(user_secret.data["password"])\n',
        'user-edit.php': '<tr id="password" class="user-pass1-wrap">\n',
        'openapi.yaml': 'properties:\n  token:\n    type: string\n    example:\n      token: k3Jh8Gf2DkQ9mZp7XwR4\n',
        'hashes.env': 'ADMIN_SHA256_PASSWORD=b1cb6e31e172577918c9e7806c572b5ed8477d3f57aa737bee4b5b1db3696f09\n',
        'sogo.conf': '//URLEncryptionKey = "k3Jh8Gf2DkQ9mZp7XwR4";\n',
        'sealed.yaml': `kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgD${'k3Jh8Gf2DkQ9mZp7XwR4'.repeat(20)}\n`,
        'values.yaml': 'auth:\n  password: bogus-satisfy-upgrade\n',
        'key.ts': 'const SIGN_KEY = "595E85A6B1B4779EA4DAAEC70B588DFF0527A9B7";\n',
      },
    },
    {
      title: 'lookups without a default, and setters with something else',
      files: {
        'a.py': 'import os\nA = os.environ.get("DB_PASSWORD", "")\nB = os.getenv("DB_PASSWORD", None)\n',
        'a.js': "const a = process.env.JWT_SECRET || '';\nt.setPassword('password');\nfield.setPassword(value);\n",
        'A.java': 'label.setPasswordLabel("Enter a password");\nnode.getToken("k3Jh8Gf2DkQ9mZp7XwR4");\n',
        'application.yml': 'password: ${DB_PASSWORD}\nother: ${DB_PASSWORD:}\n',
      },
    },
  ],
} satisfies Cases;
