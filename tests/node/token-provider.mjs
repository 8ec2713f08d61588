// A real OAuth provider on loopback for programs: client credentials (secret or key), refresh tokens that are replaced each
// time, and devices, which people approve on its own development pages (any name, any password).
// node token-provider.mjs PORT [PUBLIC-JWK]; GET /control?count=PATH says how often a path was asked for.
import Provider from "oidc-provider";

const port = Number(process.argv[2]);
const key = process.argv[3] ? JSON.parse(process.argv[3]) : undefined;
const asked = new Map();

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "service",
      client_secret: "secret: 100%/+",
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
    },
    ...(key
      ? [
          {
            client_id: "signed",
            token_endpoint_auth_method: "private_key_jwt",
            token_endpoint_auth_signing_alg: "ES256",
            jwks: { keys: [key] },
            grant_types: ["client_credentials"],
            redirect_uris: [],
            response_types: [],
          },
        ]
      : []),
    {
      client_id: "desktop",
      token_endpoint_auth_method: "none",
      grant_types: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
      redirect_uris: [],
      response_types: [],
      application_type: "native",
    },
  ],
  clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
  scopes: ["openid", "offline_access", "orders:read", "orders:write"],
  rotateRefreshToken: true,
  features: {
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    jwtIntrospection: { enabled: true },
    revocation: { enabled: true },
    deviceFlow: { enabled: true },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true },
  },
  ttl: { AccessToken: 600, ClientCredentials: 600, DeviceCode: 600, Grant: 3600, IdToken: 600, RefreshToken: 3600, Session: 3600, Interaction: 600 },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});

provider.use(async (ctx, next) => {
  if (ctx.path === "/control") {
    ctx.body = String(asked.get(ctx.query.count) ?? 0);
    return;
  }
  asked.set(ctx.path, (asked.get(ctx.path) ?? 0) + 1);
  await next();
});
provider.listen(port, "127.0.0.1", () => console.log("listening"));
