// Run by embedded-server.slow.test.ts as a process of its own, to be killed: opens the database of the data folder in argv,
// prints "ready <url>", then commits row after row and prints each number once it is acknowledged.
import { withClient } from './connections.ts';
import { openDatabase } from './database.ts';

const [dataDir] = process.argv.slice(2);
const database = await openDatabase({ dataDir: dataDir!, whenRunning: 'refuse' });
await withClient(database.urls.owner, async (client) => {
  await client.query('CREATE TABLE IF NOT EXISTS acknowledged (n int PRIMARY KEY)');
  process.stdout.write(`ready ${database.urls.owner}\n`);
  const { rows } = await client.query<{ next: number }>(
    'SELECT coalesce(max(n), 0) + 1 AS next FROM acknowledged',
  );
  for (let n = rows[0]!.next; ; n += 1) {
    await client.query('INSERT INTO acknowledged VALUES ($1)', [n]);
    process.stdout.write(`${n}\n`);
  }
});
