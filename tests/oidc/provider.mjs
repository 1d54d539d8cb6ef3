// A real OpenID provider on loopback: node provider.mjs PORT '{"access": SECONDS, "device": SECONDS}'
import Provider from 'oidc-provider';
import http from 'node:http';

const port = Number(process.argv[2]);
const { access = 3600, device = 60 } = JSON.parse(process.argv[3] ?? '{}');
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'dovecot', client_secret: 'dovecot-secret-0123456789',
      token_endpoint_auth_method: 'client_secret_post', redirect_uris: [], grant_types: [], response_types: [],
    },
    {
      client_id: 'kontorpost', application_type: 'native', token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
    },
  ],
  pkce: { required: () => true },
  scopes: ['openid', 'offline_access', 'mail'],
  features: {
    deviceFlow: { enabled: true }, revocation: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true }, devInteractions: { enabled: true },
  },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  rotateRefreshToken: true,
  issueRefreshToken: async (_, client, code) =>
    client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
  ttl: {
    AccessToken: access, AuthorizationCode: 60, RefreshToken: 3600, DeviceCode: device, Grant: 3600,
    Session: 3600, Interaction: 600, IdToken: 3600,
  },
  cookies: { keys: ['x'] },
});
// What the tests count: "token GRANT OUTCOME" for every answer of the token end point.
provider.on('grant.success', (context) => console.log(`token ${context.oidc.params.grant_type} ok`));
provider.on('grant.error', (context, error) => console.log(`token ${context.oidc?.params?.grant_type} ${error.error}`));
provider.on('grant.revoked', () => console.log('grant revoked'));
provider.on('server_error', (_, error) => console.log('server error', error));
http.createServer(provider.callback()).listen(port, '127.0.0.1', () => console.log('listening'));
// Ends with the test, however that ends.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
