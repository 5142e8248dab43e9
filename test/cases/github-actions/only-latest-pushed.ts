import type { Cases } from '../../support/cases';

const job = (steps: string) => `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

export default {
  bad: [
    {
      title: 'a variable before the tag, by a command that takes no second one',
      files: job('      - run: «docker push "$REGISTRY/shop:latest"»\n'),
    },
  ],
  good: [
    {
      title: 'a registry that is gone with the job',
      files: job('      - run: docker push localhost:5000/shop:latest\n'),
    },
    {
      title: 'an expression with a comma in it is one tag',
      files: job(
        "      - uses: docker/build-push-action@v6\n        with:\n          push: true\n          tags: ghcr.io/acme/test:${{ hashFiles('a.txt', 'Dockerfile') || 'latest' }}\n",
      ),
    },
    {
      title: 'a matrix makes the tags',
      files: job('      - run: docker push acme/shop:${{ matrix.tag }}\n'),
    },
    {
      title: 'one command pushes all tags',
      files: job('      - run: docker push --all-tags acme/shop\n      - run: docker push acme/shop:latest\n'),
    },
  ],
} satisfies Cases;
