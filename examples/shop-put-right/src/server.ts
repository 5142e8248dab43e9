import { createServer } from 'node:http';

createServer((_, response) => response.end('open\n')).listen(3000);
