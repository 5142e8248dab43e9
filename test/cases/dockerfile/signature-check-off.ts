import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'without a shell; settings by option; SUSE and Arch',
      files:
        'FROM debian:13\nRUN ["apt-get", "install", "-y", «"--allow-unauthenticated"», "a"]\nRUN apt-get «-o APT::Get::AllowUnauthenticated=true» install -y a\nRUN zypper ar «--no-gpgcheck» https://example.com/a a\n',
      fixed:
        'FROM debian:13\nRUN ["apt-get", "install", "-y", "a"]\nRUN apt-get install -y a\nRUN zypper ar https://example.com/a a\n',
    },
    {
      files: "FROM archlinux:base\nRUN sed -i «'s/^SigLevel.*/SigLevel = Never/'» /etc/pacman.conf\n",
    },
    {
      title: 'a here-document',
      files: 'FROM fedora:44\nRUN «cat» > /etc/yum.repos.d/a.repo <<EOF\n[a]\nbaseurl=https://example.com/\ngpgcheck=0\nEOF\n',
    },
  ],
  good: [
    'FROM fedora:44\nRUN cat > /etc/yum.repos.d/a.repo <<EOF\n[a]\ngpgcheck=1\nrepo_gpgcheck=0\nEOF\n',
    { title: 'what was trusted before', files: "FROM debian:13\nRUN sed -i 's/ trusted=yes//' /etc/apt/sources.list && grep trusted=yes /etc/apt/sources.list\n" },
  ],
} satisfies Cases;
