// The person in the browser: node browser.mjs URL [NAME] ["deny"]; signs in, agrees, follows every redirection.
const [url, name = 'anna', deny] = process.argv.slice(2);
const jars = new Map();
let at = new URL(url);

async function ask(init = {}) {
  const jar = jars.get(at.host) ?? new Map();
  jars.set(at.host, jar);
  const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
  const answer = await fetch(at, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
  for (const line of answer.headers.getSetCookie()) {
    const [key, ...value] = line.split(';')[0].split('=');
    jar.set(key, value.join('='));
  }
  return answer;
}

let answer = await ask();
for (let hop = 0; hop < 30; hop += 1) {
  if (answer.status >= 300 && answer.status < 400) {
    at = new URL(answer.headers.get('location'), at);
    answer = await ask();
    continue;
  }
  const text = await answer.text();
  const form = text.match(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/);
  if (!form) {
    console.log(answer.status, text.replace(/<[^>]*>/g, ' ').trim().slice(0, 300));
    process.exit(0);
  }
  const decode = (it) => it.replaceAll('&amp;', '&');
  const abort = text.match(/href="([^"]*\/abort)"/);
  if (deny && abort) {
    at = new URL(decode(abort[1]), at);
    answer = await ask();
    continue;
  }
  const fields = new URLSearchParams();
  for (const input of form[2].matchAll(/<input[^>]*>/g)) {
    const of = (key) => input[0].match(new RegExp(`${key}="([^"]*)"`))?.[1];
    if (of('name')) fields.set(of('name'), decode(of('value') ?? ''));
  }
  if (fields.has('login')) fields.set('login', name);
  if (fields.has('password')) fields.set('password', 'x');
  at = new URL(decode(form[1]), at);
  answer = await ask({
    method: 'POST', body: fields.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}
throw new Error('too many hops');
