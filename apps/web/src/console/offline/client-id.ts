const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id made on this device, `inspection_640500_01J…`: the record has its name before the server has heard of it. */
export function clientId(kind: string, bureau: string): string {
  let time = Date.now();
  let head = '';
  for (let place = 0; place < 10; place += 1) {
    head = CROCKFORD[time % 32] + head;
    time = Math.floor(time / 32);
  }
  const random = crypto.getRandomValues(new Uint8Array(16));
  return `${kind}_${bureau}_${head}${Array.from(random, (byte) => CROCKFORD[byte % 32]).join('')}`;
}
