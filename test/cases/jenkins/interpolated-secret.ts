import type { Cases } from '../../support/cases';

const pipeline = (step: string, more = '') =>
  `pipeline {\n    agent any\n${more}    stages {\n        stage('Push') {\n            steps {\n                ${step}\n            }\n        }\n    }\n}\n`;
const TOKEN = "    environment { TOKEN = credentials('token') }\n";

export default {
  bad: [
    {
      title: 'a part of a user and password',
      files: pipeline('sh "login «${TOKEN_PSW}»"', TOKEN),
      fixed: pipeline("sh 'login ${TOKEN_PSW}'", TOKEN),
    },
    { title: 'single quotes of the shell would hide the variable', files: pipeline(`sh "curl -H 'X-Token: «$TOKEN»' https://a.example.com"`, TOKEN) },
    { title: 'what only Groovy knows', files: pipeline('sh "login «${TOKEN}» ${target.name}"', TOKEN) },
    { title: 'on Windows', files: pipeline('bat "login «${TOKEN}»"', TOKEN) },
    { title: 'given back', files: pipeline('script { out = sh(script: "login «${TOKEN}»", returnStdout: true) }', TOKEN), fixed: pipeline("script { out = sh(script: 'login ${TOKEN}', returnStdout: true) }", TOKEN) },
  ],
  good: [
    pipeline('sh "login ${NAME}"', TOKEN),
    pipeline('sh "login ${TOKEN_USR}"', TOKEN),
    pipeline("sh '''\n                    login ${TOKEN}\n                '''", TOKEN),
    pipeline('other.sh "login ${TOKEN}"', TOKEN),
    `node {\n    withCredentials([string(credentialsId: 'a', variable: 'TOKEN')]) {\n        sh "login \${TOKEN}"\n    }\n}\n`,
    pipeline("withCredentials([sshUserPrivateKey(credentialsId: 'a', keyFileVariable: 'KEY', usernameVariable: 'NAME')]) {\n                    sh \"ssh -i ${KEY} ${NAME}@a.example.com\"\n                }"),
  ],
} satisfies Cases;
