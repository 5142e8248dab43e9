import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'conda',
      files: 'FROM condaforge/miniforge3:25.9.1-0\nRUN mamba install -y -c conda-forge «numpy» scipy=1.16\n',
      fixed: 'FROM condaforge/miniforge3:25.9.1-0\nRUN mamba install -y -c conda-forge numpy=1.0.0 scipy=1.16\n',
    },
    {
      title: 'several managers in one RUN, each said once',
      files: 'FROM python:3.14\nRUN pipx install «poetry» && uv tool install «ruff» black && pnpm add -g «serve» @vue/cli\n',
      fixed:
        'FROM python:3.14\nRUN pipx install poetry==1.0.0 && uv tool install ruff==1.0.0 black==1.0.0 && pnpm add -g serve@1.0.0 @vue/cli@1.0.0\n',
    },
    {
      title: 'from a variable, which is not edited',
      files: 'FROM python:3.14\nARG PACKAGE=flask\nRUN pip install «$PACKAGE»\n',
    },
    {
      title: 'tags of npm, of a package with a scope too',
      files: 'FROM node:24\nRUN npm i -g «@scope/tool@next»\n',
      fixed: 'FROM node:24\nRUN npm i -g @scope/tool@1.0.0\n',
    },
  ],
  good: [
    'FROM condaforge/miniforge3:25.9.1-0\nRUN conda install -y numpy=2.3 "scipy>=1,<2" conda-forge::pandas==2.3 && conda env update -f environment.yml && conda update --all\n',
    {
      title: 'addresses with a revision, files, links',
      files:
        'FROM node:24\nRUN npm install git+https://example.com/a.git#v1 ./a.tgz file:../b && pip install https://example.com/a-1.0-py3-none-any.whl git+ssh://git@example.com/a.git@v1\n',
    },
    {
      title: 'versions of gems and crates for all of a command',
      files: 'FROM ruby:4.0\nRUN gem install rails --version 8.1.1 && cargo install ripgrep --git https://example.com/a --tag v1\n',
    },
    { title: 'a version from a variable', files: 'FROM node:24\nARG V=10\nRUN npm i -g pnpm@$V && pip install "a==${B}" && gem install b:$C\n' },
    { title: 'in help and lists', files: 'FROM node:24\nRUN npm install --help && npm ls a && pip list && go version && cargo build && go get example.com/a\n' },
  ],
} satisfies Cases;
