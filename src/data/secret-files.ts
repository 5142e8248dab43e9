/** An image that reads what a variable should hold from a file that another variable names. */
interface FileVariables {
  readonly repositories: RegExp;
  readonly variables: RegExp;
  /** What the name of the other variable ends with. */
  readonly suffix: '_FILE' | '__FILE';
}

/** From the documentation of the images, as of November 2026. */
export const SECRET_FILES: readonly FileVariables[] = [
  {
    repositories: /^(?:library\/postgres|postgis\/postgis|pgvector\/pgvector|timescale\/timescaledb)$/,
    variables: /^POSTGRES_PASSWORD$/,
    suffix: '_FILE',
  },
  { repositories: /^library\/mysql$/, variables: /^MYSQL_(?:ROOT_)?PASSWORD$/, suffix: '_FILE' },
  {
    repositories: /^library\/mariadb$/,
    variables: /^(?:MARIADB|MYSQL)_(?:(?:ROOT|REPLICATION)_)?PASSWORD$/,
    suffix: '_FILE',
  },
  { repositories: /^library\/mongo$/, variables: /^MONGO_INITDB_ROOT_PASSWORD$/, suffix: '_FILE' },
  {
    repositories: /^library\/mongo-express$/,
    variables: /^ME_CONFIG_(?:BASICAUTH_PASSWORD|MONGODB_ADMINPASSWORD)$/,
    suffix: '_FILE',
  },
  {
    repositories: /^library\/wordpress$/,
    variables: /^WORDPRESS_(?:DB_PASSWORD|(?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT))$/,
    suffix: '_FILE',
  },
  {
    repositories: /^library\/nextcloud$/,
    variables: /^(?:NEXTCLOUD_ADMIN|MYSQL|POSTGRES|REDIS_HOST|SMTP)_PASSWORD$/,
    suffix: '_FILE',
  },
  { repositories: /^library\/redmine$/, variables: /^REDMINE_(?:DB_PASSWORD|SECRET_KEY_BASE)$/, suffix: '_FILE' },
  {
    repositories: /^library\/influxdb$/,
    variables: /^DOCKER_INFLUXDB_INIT_(?:PASSWORD|ADMIN_TOKEN)$/,
    suffix: '_FILE',
  },
  { repositories: /^grafana\/grafana(?:-oss|-enterprise)?$/, variables: /^GF_[A-Z\d_]{1,100}$/, suffix: '__FILE' },
  { repositories: /^minio\/minio$/, variables: /^MINIO_ROOT_PASSWORD$/, suffix: '_FILE' },
  { repositories: /^dpage\/pgadmin4$/, variables: /^PGADMIN_DEFAULT_PASSWORD$/, suffix: '_FILE' },
  { repositories: /^vaultwarden\/server$/, variables: /^(?:ADMIN_TOKEN|SMTP_PASSWORD)$/, suffix: '_FILE' },
  {
    repositories: /^bitnami(?:legacy)?\//,
    variables: /^[A-Z\d_]{1,100}_PASSWORD$/,
    suffix: '_FILE',
  },
  { repositories: /^gitea\/gitea$/, variables: /^GITEA__\w{1,100}__\w{1,100}$/, suffix: '__FILE' },
];
