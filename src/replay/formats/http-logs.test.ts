import { describe, expect, test } from 'vitest';
import { outcomeOf, plainly, readText } from '../testing/read-text';

const lines = (...all: string[]) => `${all.join('\n')}\n`;
const read = async (text: string) => plainly(await readText(text));

describe('common and combined log', () => {
  const line = (second: number, request: string, answer: string) =>
    `192.0.2.10 - - [05/Mar/2024:10:00:0${second} +0000] "${request}" ${answer}`;

  test('a URL with spaces ends before its protocol', async () => {
    const lamp = (second: number) => line(second, 'GET /img/red lamp.png HTTP/1.1', '200 5000 "-" "agent"');
    const text = lines(lamp(0), line(1, 'GET /img/red bowl.png HTTP/1.1', '200 7000 "-" "agent"'), lamp(2));
    expect(await outcomeOf(text)).toMatchObject({ format: 'common-log', reads: 3, keys: 2, misses: 2 });
    expect((await read(text)).sizes).toEqual([5000, 7000, 5000]);
  });

  test('quotes in a URL, escaped or not, and no protocol at all', async () => {
    const text = lines(
      line(0, 'GET /a"b HTTP/1.1', '200 1'),
      line(1, 'GET /a\\"b HTTP/2.0', '200 1'),
      line(2, 'GET /a', '200 1'),
      line(3, 'GET /a HTTP/1.0', '200 1'),
    );
    expect(await outcomeOf(text)).toMatchObject({ reads: 4, keys: 3 });
  });

  test('a 304 and a "-" state no size: the last size of the same URL counts', async () => {
    const text = lines(
      line(0, 'GET /a HTTP/1.1', '304 0'),
      line(1, 'GET /a HTTP/1.1', '200 900'),
      line(2, 'GET /a HTTP/1.1', '304 120'),
      line(3, 'GET /a HTTP/1.1', '200 -'),
    );
    expect((await read(text)).sizes).toEqual([900, 900, 900, 900]);
  });

  test('other methods, errors and invalid lines are counted; the time zone is applied', async () => {
    const text = lines(
      '::1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a?b=1 HTTP/1.0" 200 2326 "http://x/" "Mozilla \\" [x]"',
      '::1 - a b [10/Oct/2000:20:55:37 +0000] "GET /a?b=1 HTTP/1.0" 304 -',
      '::1 - - [10/Oct/2000:20:55:37 +0000] "HEAD /a?b=1 HTTP/1.0" 200 1',
      '::1 - - [10/Oct/2000:20:55:38 +0000] "GET /no HTTP/1.0" 404 12',
      'junk',
      '::1 - - [10/Oct/2000:20:55:39 +0000] "\\x16\\x03" 400 12',
    );
    expect(await read(text)).toEqual({
      format: 'common-log',
      ids: [0, 0],
      sizes: [2326, 2326],
      times: [Date.UTC(2000, 9, 10, 20, 55, 36), Date.UTC(2000, 9, 10, 20, 55, 37)],
      ignored: [
        { what: 'requests with a method other than GET', count: 1, line: 3 },
        { what: 'requests answered with an error', count: 1, line: 4 },
        { what: 'lines that are not requests', count: 2, line: 5 },
      ],
    });
  });

  test("varnishncsa's default: combined, with the host in the URL", async () => {
    const get = (host: string) => line(1, `GET http://${host}/a HTTP/1.1`, '200 12 "-" "curl/8"');
    expect(await outcomeOf(lines(get('x.example'), get('y.example'), get('x.example')))).toMatchObject({
      format: 'common-log',
      keys: 2,
      misses: 2,
    });
  });
});

describe('W3C extended log', () => {
  const HEAD = [
    '#Version: 1.0',
    '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query',
  ];
  const row = (second: number, bytes: number, method: string, path: string, status: string, query = '-') =>
    `2024-03-05\t10:00:0${second}\tABC1-C1\t${bytes}\t192.0.2.5\t${method}\td0.cdn.example\t${path}\t${status}\t-\tagent%201.0\t${query}`;

  test('CloudFront, two concatenated files', async () => {
    const text = lines(
      ...HEAD,
      row(0, 1500, 'GET', '/a.css', '200'),
      row(1, 900, 'GET', '/b.js', '200'),
      ...HEAD,
      row(2, 300, 'GET', '/a.css', '304'),
      row(3, 1500, 'GET', '/a.css', '200', 'v=2'),
      row(4, 200, 'POST', '/pay', '200'),
    );
    expect(await outcomeOf(text)).toEqual({
      format: 'w3c',
      reads: 4,
      keys: 3,
      misses: 3,
      ignored: [
        ['header lines', 4],
        ['requests with a method other than GET', 1],
      ],
    });
    expect((await read(text)).sizes).toEqual([1500, 900, 1500, 1500]);
  });

  test('the columns may change within the file, and a client may disconnect (status 000)', async () => {
    const text = lines(
      ...HEAD,
      row(0, 1500, 'GET', '/a.css', '200'),
      row(1, 0, 'GET', '/a.css', '000'),
      '#Fields: time date cs(Host) cs-uri-stem cs-method sc-status',
      '10:00:05\t2024-03-05\td0.cdn.example\t/a.css\tGET\t200',
    );
    const { ids, times, sizes, ignored } = await read(text);
    expect({ ids, sizes }).toEqual({ ids: [0, 0], sizes: [1500, 1500] });
    expect(times).toEqual([Date.UTC(2024, 2, 5, 10), Date.UTC(2024, 2, 5, 10, 0, 5)]);
    expect(ignored).toContainEqual({ what: 'requests without an answer', count: 1, line: 4 });
  });

  test('IIS: spaces between fields, no bytes, CRLF', async () => {
    const text = [
      '#Software: Microsoft Internet Information Services 10.0',
      '#Version: 1.0',
      '#Date: 2024-03-05 10:00:00',
      '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus time-taken',
      '2024-03-05 10:00:00 10.0.0.1 GET /shop id=7 443 - 192.0.2.4 Mozilla/5.0+(X11) 200 0 15',
      '2024-03-05 10:00:01 10.0.0.1 GET /shop id=8 443 - 192.0.2.4 Mozilla/5.0+(X11) 200 0 15',
      '2024-03-05 10:00:02 10.0.0.1 GET /shop id=7 443 - 192.0.2.4 Mozilla/5.0+(X11) 200 0 15',
      '',
    ].join('\r\n');
    expect(await outcomeOf(text)).toMatchObject({ format: 'w3c', reads: 3, keys: 2, misses: 2 });
    expect((await read(text)).sizes).toBeUndefined();
  });

  test('the date of a directive, and quoted fields with spaces', async () => {
    const text = lines(
      '#Date: 12-Jan-1996 00:00:00',
      '#Date: 2024-03-05 00:00:00',
      '#Fields: time cs-method cs(User-Agent) cs-uri sc-status',
      '00:34:23 GET "an ""agent"" 1.0" /foo/bar.html 200',
      '00:34:23.500 GET "-" /foo/bar.html 200',
    );
    expect(await read(text)).toMatchObject({
      ids: [0, 0],
      times: [Date.UTC(2024, 2, 5, 0, 34, 23), Date.UTC(2024, 2, 5, 0, 34, 23, 500)],
    });
  });

  test('without a column for the URL it is refused', async () => {
    await expect(readText('#Fields: date time c-ip\n2024-03-05 10:00:00 192.0.2.1\n')).rejects.toThrow(
      'line 1: #Fields has no column for the URL',
    );
  });
});

describe('Squid', () => {
  test('milliseconds, several spaces, aborted requests, tunnels and URLs with spaces', async () => {
    const text = lines(
      '1286536309.450    864 192.0.2.7 TCP_MISS/200 4507 GET http://x.example/a - HIER_DIRECT/198.51.100.1 text/html',
      '1286536309.900      1 192.0.2.7 TCP_IMS_HIT/304 295 GET http://x.example/a - HIER_NONE/- text/html',
      '1286536310.000      1 192.0.2.7 TCP_MISS_ABORTED/000 0 GET http://x.example/b - HIER_DIRECT/198.51.100.1 -',
      '1286536310.100     10 192.0.2.7 TCP_TUNNEL/200 9000 CONNECT x.example:443 - HIER_DIRECT/198.51.100.1 -',
      '1286536310.200     10 192.0.2.7 TCP_HIT/200 900 GET http://x.example/a b - HIER_NONE/- image/png',
      '1286536310.300     10 192.0.2.7 TCP_HIT/200 900 GET http://x.example/a c - HIER_NONE/-',
      '1286536310.400      0 192.0.2.7 TCP_DENIED/403 3900 GET http://x.example/a - HIER_NONE/- text/html',
    );
    expect(await outcomeOf(text)).toEqual({
      format: 'squid',
      reads: 4,
      keys: 3,
      misses: 3,
      ignored: [
        ['requests without an answer', 1],
        ['requests with a method other than GET', 1],
        ['requests answered with an error', 1],
      ],
    });
    expect(await read(text)).toMatchObject({
      sizes: [4507, 4507, 900, 900],
      times: [1286536309450, 1286536309900, 1286536310200, 1286536310300],
    });
  });
});

describe('AWS load balancers', () => {
  const request = (time: string, status: string, bytes: number, what: string) =>
    `2024-03-05T10:00:${time}Z app/lb/1 192.0.2.39:2817 10.0.0.1:80 0.086 0.048 0.037 ${status} ${status} 0 ${bytes} "${what}" "curl/8 (x)" - -`;

  test.each([
    ['a Classic ELB', ''],
    ['an ALB', 'h2 '],
  ])('%s', async (_, type) => {
    const text = lines(
      `${type}${request('00.186641', '200', 57, 'GET https://www.example.com:443/a?b=1 HTTP/1.1')}`,
      `${type}${request('01.5', '304', 0, 'GET https://www.example.com:443/a?b=1 HTTP/1.1')}`,
      `${type}${request('02.5', '200', 57, 'POST https://www.example.com:443/a HTTP/1.1')}`,
      `${type}${request('03.5', '-', 0, 'GET https://www.example.com:443/b HTTP/1.1')}`,
      `${type}${request('04.5', '400', 0, '- http://www.example.com:80- -')}`,
    );
    expect(await read(text)).toEqual({
      format: 'aws-elb',
      ids: [0, 0],
      sizes: [57, 57],
      times: [Date.UTC(2024, 2, 5, 10, 0, 0) + 186.641, Date.UTC(2024, 2, 5, 10, 0, 1, 500)],
      ignored: [
        { what: 'requests with a method other than GET', count: 2, line: 3 },
        { what: 'requests without an answer', count: 1, line: 4 },
      ],
    });
  });
});

describe("IBM's object store", () => {
  test('sizes of deleted and empty objects; HEAD does not use the value', async () => {
    const text = lines(
      '1000 REST.PUT.OBJECT a1b2c3d4e5f60701 2048',
      '2500 REST.GET.OBJECT a1b2c3d4e5f60701 2048 0 2047',
      '4000 REST.HEAD.OBJECT a1b2c3d4e5f60702 512',
      '4100 REST.GET.OBJECT a1b2c3d4e5f60703 0 0 -1',
      '9000 REST.GET.OBJECT a1b2c3d4e5f60701 2048 0 2047',
      '9500 REST.DELETE.OBJECT a1b2c3d4e5f60701',
      '9900 REST.GET.OBJECT a1b2c3d4e5f60701 2048 0 2047',
    );
    expect(await outcomeOf(text)).toMatchObject({ format: 'ibm-cos', reads: 4, misses: 2 });
    const { times, sizes } = await read(text);
    expect((times?.at(-1) ?? 0) - (times?.[0] ?? 0)).toBe(8900);
    expect(sizes).toEqual([2048, 2048, 1, 2048, 2048, 2048]);
  });

  test('a range request uses the whole object', async () => {
    const get = (at: number, range: string) => `${at} REST.GET.OBJECT a1 900 ${range}`;
    expect(await outcomeOf(lines(get(1, '0 99'), get(2, '100 199')))).toMatchObject({ reads: 2, misses: 1 });
  });
});
