/**
 * Images that get no updates any more whatever the tag, and what takes their place. From the notices in
 * github.com/docker-library/docs (`deprecated.md`) and on the images' own pages, August 2026.
 */
export const DISCONTINUED: ReadonlyMap<string, string> = new Map([
  ['docker.io/library/openjdk', 'eclipse-temurin'],
  ['docker.io/library/adoptopenjdk', 'eclipse-temurin'],
  ['docker.io/library/java', 'eclipse-temurin'],
  ['docker.io/library/centos', 'almalinux'],
  ['docker.io/library/consul', 'hashicorp/consul'],
  ['docker.io/library/vault', 'hashicorp/vault'],
  ['docker.io/library/jenkins', 'jenkins/jenkins'],
  ['docker.io/library/iojs', 'node'],
  ['docker.io/microsoft/dotnet', 'mcr.microsoft.com/dotnet/sdk'],
  ['docker.io/microsoft/aspnetcore', 'mcr.microsoft.com/dotnet/aspnet'],
  ['mcr.microsoft.com/dotnet/core/sdk', 'mcr.microsoft.com/dotnet/sdk'],
  ['mcr.microsoft.com/dotnet/core/aspnet', 'mcr.microsoft.com/dotnet/aspnet'],
  ['mcr.microsoft.com/dotnet/core/runtime', 'mcr.microsoft.com/dotnet/runtime'],
  ['mcr.microsoft.com/dotnet/core/runtime-deps', 'mcr.microsoft.com/dotnet/runtime-deps'],
]);
