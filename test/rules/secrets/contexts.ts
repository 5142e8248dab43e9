import { privateKey } from './specifications';

/** A form that is known by what stands around the secret, and how it looks without one. */
export interface Context {
  readonly form: string;
  readonly path: string;
  readonly around: (password: string) => string;
  /** What is found, where that is not the password itself. */
  readonly found?: (password: string) => string;
}

const encoded = (password: string) => btoa(`shop:${password}`);

export const contexts: readonly Context[] = [
  { form: 'password-in-url', path: 'a.ini', around: (it) => `url = postgresql://shop:${it}@db.internal:5432/shop\n` },
  { form: 'password-in-url', path: 'a.env', around: (it) => `MAIL=smtps://shop%40mail:${it}@smtp.internal:465\n` },
  {
    form: 'password-in-url',
    path: 'a.js',
    around: (it) => `connect('mongodb+srv://shop:${it}@c0.mongodb.internal/x')\n`,
  },
  { form: 'password-in-url', path: 'a.yaml', around: (it) => `queue: amqps://shop:${it}@queue/vhost\n` },
  { form: 'password-in-url', path: '.git-credentials', around: (it) => `https://shop:${it}@git.internal\n` },
  {
    form: 'password-in-connection-string',
    path: 'appsettings.json',
    around: (it) =>
      `{"ConnectionStrings": {"Shop": "Server=db;Database=shop;User Id=shop;Password=${it};Encrypt=True"}}\n`,
  },
  {
    form: 'password-in-connection-string',
    path: 'a.properties',
    around: (it) => `url=jdbc:sqlserver://db:1433;databaseName=shop;user=shop;password=${it};\n`,
  },
  {
    form: 'password-in-query',
    path: 'a.properties',
    around: (it) => `url=jdbc:postgresql://db/shop?user=shop&password=${it}\n`,
  },
  {
    form: 'password-in-oracle-url',
    path: 'a.xml',
    around: (it) => `<url>jdbc:oracle:thin:shop/${it}@db:1521/shop</url>\n`,
  },
  {
    form: 'basic-authentication',
    path: 'a.sh',
    around: (it) => `curl -H "Authorization: Basic ${encoded(it)}" https://api.internal\n`,
    found: encoded,
  },
  { form: 'bearer-token', path: 'a.http', around: (it) => `Authorization: Bearer ${it}\n` },
  { form: 'token-header', path: 'a.sh', around: (it) => `curl -H 'X-Vault-Token: ${it}' https://vault.internal\n` },
  {
    form: 'registry-authentication',
    path: '.docker/config.json',
    around: (it) => `{"auths": {"registry.internal": {"auth": "${encoded(it)}"}}}\n`,
    found: encoded,
  },
  { form: 'registry-authentication', path: '.npmrc', around: (it) => `_auth=${encoded(it)}\n`, found: encoded },
  { form: 'registry-password', path: '.npmrc', around: (it) => `//npm.internal/:_password=${btoa(it)}\n`, found: btoa },
  {
    form: 'registry-secret',
    path: 'secret.yaml',
    around: (it) => `data:\n  .dockerconfigjson: ${loginOf(it)}\n`,
    found: loginOf,
  },
  { form: 'password-in-curl-command', path: 'a.sh', around: (it) => `curl -sSf -u shop:${it} https://api.internal\n` },
  {
    form: 'password-in-wget-command',
    path: 'a.sh',
    around: (it) => `wget --user shop --http-password=${it} https://a.internal\n`,
  },
  { form: 'password-in-sshpass-command', path: 'a.sh', around: (it) => `sshpass -p '${it}' ssh shop@host\n` },
  {
    form: 'password-in-docker-login-command',
    path: 'a.sh',
    around: (it) => `docker login -u shop -p ${it} registry.internal\n`,
  },
  {
    form: 'password-in-podman-login-command',
    path: 'a.sh',
    around: (it) => `podman login -u shop -p ${it} registry.internal\n`,
  },
  {
    form: 'password-in-az-login-command',
    path: 'a.sh',
    around: (it) => `az login --service-principal -u shop -p ${it} --tenant t\n`,
  },
  { form: 'password-in-mysql-command', path: 'a.sh', around: (it) => `mysql -h db -u shop -p${it} shop\n` },
  { form: 'password-in-mysqldump-command', path: 'a.sh', around: (it) => `mysqldump -u shop -p"${it}" shop\n` },
  { form: 'password-in-redis-cli-command', path: 'a.sh', around: (it) => `redis-cli -h cache -a ${it} PING\n` },
  {
    form: 'password-in-ldapsearch-command',
    path: 'a.sh',
    around: (it) => `ldapsearch -D cn=shop -w ${it} -b dc=shop\n`,
  },
  {
    form: 'password-in-netrc',
    path: '.netrc',
    around: (it) => `machine api.internal\n  login shop\n  password ${it}\n`,
  },
  {
    form: 'password-on-standard-input',
    path: 'a.sh',
    around: (it) => `echo "${it}" | docker login -u shop --password-stdin\n`,
  },
  { form: 'password-for-openssl', path: 'a.sh', around: (it) => `openssl rsa -passin pass:${it} -in a -out b\n` },
  {
    form: 'password-in-secure-string',
    path: 'a.ps1',
    around: (it) => `$s = ConvertTo-SecureString "${it}" -AsPlainText -Force\n`,
  },
  { form: 'password-in-server-settings', path: 'redis.conf', around: (it) => `requirepass ${it}\n` },
  { form: 'password-to-chpasswd', path: 'a.sh', around: (it) => `chpasswd <<< "shop:${it}"\n` },
  { form: 'password-to-chpasswd', path: 'b.sh', around: (it) => `chpasswd <<EOF\nshop:${it}\nEOF\n` },
  { form: 'password-in-chpasswd', path: 'a.sh', around: (it) => `echo "shop:${it}" | sudo chpasswd\n` },
  { form: 'password-in-sql', path: 'a.sql', around: (it) => `CREATE USER shop IDENTIFIED BY '${it}';\n` },
  // By the names that the kinds of file have for it.
  { form: '', path: 'group_vars/all.yml', around: (it) => `ansible_become_password: ${it}\n` },
  { form: '', path: 'hosts', around: (it) => `[web]\nweb1 ansible_host=10.0.0.1 ansible_ssh_pass=${it}\n` },
  { form: '', path: 'user-data', around: (it) => `#cloud-config\nchpasswd:\n  list: |\n    shop:${it}\n` },
  {
    form: '',
    path: 'user-data.yaml',
    around: (it) => `#cloud-config\nchpasswd:\n  users:\n    - {name: shop, password: ${it}, type: text}\n`,
  },
  {
    form: '',
    path: 'init.yaml',
    around: (it) => `#cloud-config\nwrite_files:\n  - path: /etc/shop.env\n    content: |\n      DB_PASSWORD=${it}\n`,
  },
  { form: '', path: '.kube/config', around: (it) => `users:\n  - name: shop\n    user:\n      token: ${it}\n` },
  { form: '', path: 'kubeconfig', around: (it) => `users:\n  - name: shop\n    user:\n      password: ${it}\n` },
  { form: '', path: '.pypirc', around: (it) => `[pypi]\nusername = shop\npassword = ${it}\n` },
  { form: '', path: '.pgpass', around: (it) => `db:5432:*:shop:${it}\n` },
  { form: '', path: '.my.cnf', around: (it) => `[client]\npassword=${it}\n` },
  { form: '', path: '.terraformrc', around: (it) => `credentials "app.terraform.io" {\n  token = "${it}"\n}\n` },
  { form: '', path: 'nuget.config', around: (it) => `<add key="ClearTextPassword" value="${it}" />\n` },
  { form: '', path: 'settings.xml', around: (it) => `<server>\n  <password>${it}</password>\n</server>\n` },
  {
    form: '',
    path: 'unattend.xml',
    around: (it) => `<AdministratorPassword><Value>${it}</Value></AdministratorPassword>\n`,
  },
  {
    form: '',
    path: 'azuredeploy.parameters.json',
    around: (it) => `{"parameters": {"adminPassword": {"value": "${it}"}}}\n`,
  },
  {
    form: '',
    path: 'azuredeploy.json',
    around: (it) => `{"adminPassword": {"type": "securestring", "defaultValue": "${it}"}}\n`,
  },
  { form: '', path: 'task.json', around: (it) => `{"environment": [{"value": "${it}", "name": "DB_PASSWORD"}]}\n` },
  {
    form: '',
    path: 'template.yaml',
    around: (it) => `Resources:\n  Db:\n    Properties:\n      MasterUserPassword: ${it}\n`,
  },
  { form: '', path: 'main.bicep', around: (it) => `param adminPassword string = '${it}'\n` },
  { form: '', path: 'a.toml', around: (it) => `database = { user = "shop", password = "${it}" }\n` },
  { form: '', path: 'a.ps1', around: (it) => `Invoke-Sqlcmd -Username shop -Password ${it}\n` },
  { form: '', path: 'a.sh', around: (it) => `kubectl create secret generic shop --from-literal=password=${it}\n` },
  { form: '', path: 'b.sh', around: (it) => `PGPASSWORD='${it}' psql -h db\n` },
  { form: '', path: 'c.sh', around: (it) => `helm upgrade shop ./shop --set auth.password=${it}\n` },
  { form: '', path: 'a.py', around: (it) => `secret = os.getenv("API_SECRET", "${it}")\n` },
  { form: '', path: 'a.js', around: (it) => `const secret = process.env.JWT_SECRET || '${it}';\n` },
  { form: '', path: 'a.rb', around: (it) => `secret = ENV.fetch("API_SECRET", "${it}")\n` },
  { form: '', path: 'a.php', around: (it) => `<?php define('DB_PASSWORD', '${it}');\n` },
  { form: '', path: 'A.java', around: (it) => `  source.setPassword("${it}");\n` },
  { form: '', path: 'B.java', around: (it) => `  @Value("\${db.password:${it}}") String password;\n` },
  { form: '', path: 'a.cs', around: (it) => `var s = Environment.GetEnvironmentVariable("API_SECRET") ?? "${it}";\n` },
  { form: '', path: 'a.go', around: (it) => `\tcfg.Password = "${it}"\n` },
  { form: '', path: 'README.md', around: (it) => `Start it:\n\n\`\`\`sh\nexport DB_PASSWORD=${it}\n\`\`\`\n` },
  { form: '', path: 'GUIDE.md', around: (it) => `\`\`\`yaml\npassword: ${it}\n\`\`\`\n` },
  { form: '', path: '.gitlab-ci.yml', around: (it) => `job:\n  script:\n    - export DB_PASSWORD=${it}\n` },
  { form: '', path: 'Jenkinsfile', around: (it) => `environment { DB_PASSWORD = '${it}' }\n` },
];

/** The settings of a container engine that is logged in, in Base64. */
function loginOf(password: string): string {
  return btoa(JSON.stringify({ auths: { 'registry.internal': { auth: encoded(password) } } }));
}

/** Private keys, by the label of their frame. */
export function keysOf(random: () => number): readonly string[] {
  const open = `openssh-key-v1\0${Array.from({ length: 200 }, () => String.fromCharCode(Math.floor(random() * 256))).join('')}`;
  const label = 'OPENSSH PRIVATE KEY';
  return [
    ...['RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PRIVATE KEY', 'DSA PRIVATE KEY'].map((each) => privateKey(random, each)),
    `-----BEGIN ${label}-----\n${btoa(open).replace(/.{1,70}/g, '$&\n')}-----END ${label}-----\n`,
  ];
}
