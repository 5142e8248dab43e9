import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'letters in another order',
      files: 'FROM a:1 AS compile\nFROM b:1\nCOPY --from=«cmopile» /x /\n',
      fixed: 'FROM a:1 AS compile\nFROM b:1\nCOPY --from=compile /x /\n',
    },
  ],
  good: [
    { title: 'names of one family', files: 'FROM a:1 AS build1\nFROM b:1\nCOPY --from=build2 /x /\n' },
    { title: 'an image with a tag, like a stage', files: 'FROM a:1 AS node\nFROM b:1\nCOPY --from=nodes:1 /x /\n' },
    { title: 'two stages of one name', files: 'FROM a:1 AS x\nFROM b:1 AS x\nCOPY --from=x /x /\n' },
  ],
} satisfies Cases;
