import type { Cases } from '../../support/cases';

const NPM = { 'package.json': '{"dependencies": {"express": "5.1.0"}}\n', 'package-lock.json': '{}\n' };

export default {
  bad: [
    {
      title: 'Go',
      files: {
        Dockerfile: 'FROM golang:1.27 AS build\nWORKDIR /src\nCOPY «.» ./\nRUN go mod download\nRUN go build -o /app\n',
        'go.mod': 'module example.com/shop\n\nrequire example.com/log v1.2.0\n',
        'go.sum': '\n',
      },
      fixed: {
        Dockerfile:
          'FROM golang:1.27 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . ./\nRUN go build -o /app\n',
        'go.mod': 'module example.com/shop\n\nrequire example.com/log v1.2.0\n',
        'go.sum': '\n',
      },
    },
    {
      title: 'Ruby, from a folder of the image on',
      files: {
        Dockerfile: 'FROM ruby:4.0\nCOPY «.» .\nRUN bundle install --jobs 4\n',
        Gemfile: "source 'https://rubygems.org'\ngem 'sinatra'\n",
        'Gemfile.lock': '\n',
      },
      fixed: {
        Dockerfile: 'FROM ruby:4.0\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install --jobs 4\nCOPY . .\n',
        Gemfile: "source 'https://rubygems.org'\ngem 'sinatra'\n",
        'Gemfile.lock': '\n',
      },
    },
    {
      title: 'what the ignore file leaves out can’t be copied',
      files: {
        Dockerfile: 'FROM node:24\nCOPY «.» /app/\nWORKDIR /app\nRUN npm install\n',
        '.dockerignore': 'node_modules\npackage-lock.json\n',
        ...NPM,
      },
      fixed: {
        Dockerfile: 'FROM node:24\nCOPY package.json /app/\nWORKDIR /app\nRUN npm install\nCOPY . /app/\n',
        '.dockerignore': 'node_modules\npackage-lock.json\n',
        ...NPM,
      },
    },
    {
      title: 'something else stands between, or comes before it: nobody knows what that needs',
      files: {
        Dockerfile:
          'FROM node:24 AS a\nWORKDIR /app\nCOPY «.» .\nRUN ./prepare.sh\nRUN npm ci\n\nFROM node:24 AS b\nWORKDIR /app\nCOPY «.» .\nRUN ./prepare.sh && npm ci\n',
        ...NPM,
      },
    },
    {
      title: 'Poetry and uv install the project too',
      files: {
        Dockerfile:
          'FROM python:3.14 AS a\nWORKDIR /app\nCOPY «.» .\nRUN poetry install\n\nFROM python:3.14 AS b\nWORKDIR /app\nCOPY «.» .\nRUN uv sync --locked\n',
        'pyproject.toml': '[project]\nname = "shop"\n',
      },
    },
  ],
  good: [
    {
      title: 'modules of the project itself',
      files: {
        Dockerfile: 'FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN go mod download\n',
        'go.mod': 'module example.com/shop\n\nreplace example.com/log => ./log\n',
      },
    },
    {
      title: 'requirements that name other files',
      files: {
        Dockerfile: 'FROM python:3.14\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n',
        'requirements.txt': '-r base.txt\nflask\n',
      },
    },
    {
      title: 'the project is what is installed',
      files: {
        Dockerfile: 'FROM python:3.14\nWORKDIR /app\nCOPY . .\nRUN pip install . -r requirements.txt\n',
        'requirements.txt': 'flask\n',
      },
    },
    {
      title: 'a pattern brought the manifests',
      files: {
        Dockerfile: 'FROM node:24\nWORKDIR /app\nADD package*.json ./\nRUN npm ci --omit=dev\nADD . .\nRUN npm ci\n',
        ...NPM,
      },
    },
    {
      title: 'a folder above is what is built',
      files: {
        'api/Dockerfile': 'FROM node:24\nWORKDIR /app\nCOPY . .\nCOPY api/server.js .\nRUN npm ci\n',
        'api/package.json': '{}\n',
        'api/server.js': '\n',
      },
    },
    {
      title: 'in a folder of its own',
      files: { Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN cd web && npm ci\n', ...NPM },
    },
  ],
} satisfies Cases;
