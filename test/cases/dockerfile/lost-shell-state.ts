import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'in lines of its own, a folder from a variable',
      files: 'FROM node:24\nARG DIR=/app\nRUN mkdir -p "$DIR" \\\n && «cd "$DIR"»\nRUN ls\n',
      fixed: 'FROM node:24\nARG DIR=/app\nRUN mkdir -p "$DIR"\nWORKDIR "$DIR"\nRUN ls\n',
    },
    { title: 'home is not known to WORKDIR', files: 'FROM node:24\nRUN «cd ~/app»\nRUN ls && «alias ll="ls -l"»\n' },
  ],
  good: [
    { title: 'a here-document ends with it', files: 'FROM node:24\nRUN cat <<EOF > /a\ncd /app\nEOF\n' },
    { title: 'in a function, and for the shell of a user', files: 'FROM node:24\nRUN go() { cd /app; }\nRUN su app -c "cd /app && make"\n' },
    { title: 'printed', files: 'FROM node:24\nRUN export && export -p > /env\n' },
  ],
} satisfies Cases;
