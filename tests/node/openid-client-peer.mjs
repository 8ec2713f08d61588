// A real OpenID client that does with a provider of the lab what applications do.
// node openid-client-peer.mjs ISSUER; writes one line of JSON with what each part came to.
import * as client from "openid-client";

const issuer = new URL(process.argv[2]);
const redirect = "http://127.0.0.1:9/callback";
const insecure = { execute: [client.allowInsecureRequests] };
const told = {};

// What a part came to, or the OAuth error that it ended with.
async function part(name, run) {
  try {
    told[name] = await run();
  } catch (error) {
    told[name] = error.error ?? error.cause?.message ?? error.code ?? error.message;
  }
}

async function authorize(config, account) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: "openid profile email",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    lab_account: account,
  });
  const answer = await fetch(url, { redirect: "manual" });
  return client.authorizationCodeGrant(config, new URL(answer.headers.get("location")), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
}

const open = await client.discovery(issuer, "lab", undefined, client.None(), insecure);
const confidential = await client.discovery(issuer, "lab-confidential", "lab-secret", undefined, insecure);
const basic = await client.discovery(
  issuer,
  "lab-confidential",
  undefined,
  client.ClientSecretBasic("lab-secret"),
  insecure,
);

let tokens;
await part("code", async () => {
  tokens = await authorize(open, "alice");
  return tokens.claims().sub;
});
await part("denied", () => authorize(open, "locked"));
await part("userinfo", async () => (await client.fetchUserInfo(open, tokens.access_token, "alice")).email);
await part("refresh", async () => (await client.refreshTokenGrant(open, tokens.refresh_token)).token_type);
await part("reuse", () => client.refreshTokenGrant(open, tokens.refresh_token));
await part("credentials", async () => (await client.clientCredentialsGrant(basic, { scope: "orders" })).scope);
await part("introspect", async () => {
  const issued = await client.clientCredentialsGrant(confidential, {});
  const before = await client.tokenIntrospection(confidential, issued.access_token);
  await client.tokenRevocation(confidential, issued.access_token);
  const after = await client.tokenIntrospection(confidential, issued.access_token);
  return [before.active, after.active];
});
await part("device", async () => {
  const device = await client.initiateDeviceAuthorization(open, { scope: "openid" });
  await fetch(`${device.verification_uri_complete}&lab_account=bob`);
  return (await client.pollDeviceAuthorizationGrant(open, device)).claims().sub;
});
console.log(JSON.stringify(told));
