import { startServer } from './node';

startServer();
