// A real OpenID provider on loopback where people sign in with its own development pages (any name, any password).
// node sign-in-provider.mjs PORT GATEWAY [ISSUER]; GET /control?... changes what goes wrong with it.
import Provider from "oidc-provider";

const port = Number(process.argv[2]);
const gateway = process.argv[3];
const issuer = process.argv[4] ?? `http://127.0.0.1:${port}`;
const wrong = { away: "", nonce: "", seconds: 0, revoked: "", amr: "", acr: "" };

const asked = new Map();
const now = Date.now;
Date.now = () => now() + wrong.seconds * 1000;

const provider = new Provider(issuer, {
  clients: ["gatehouse", "elsewhere"].map((id) => ({
    client_id: id,
    client_secret: "a secret of the provider",
    grant_types: ["authorization_code", "refresh_token"],
    redirect_uris: [`${gateway}/${id === "gatehouse" ? "_gatehouse/callback/corp" : "another/address"}`],
    post_logout_redirect_uris: [`${gateway}/_gatehouse/sign-in?signed-out`],
    backchannel_logout_uri: `${gateway}/_gatehouse/back-channel-logout`,
    backchannel_logout_session_required: true,
  })),
  claims: {
    openid: ["sub", "amr"],
    profile: ["preferred_username"],
    email: ["email", "email_verified"],
    groups: ["groups"],
  },
  scopes: ["openid", "offline_access", "groups"],
  features: { backchannelLogout: { enabled: true } },
  ttl: { AccessToken: 5, IdToken: 60, RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 600 },
  issueRefreshToken: () => true,
  acrValues: ["gold", "silver"],
  findAccount: (ctx, id) =>
    id === wrong.revoked
      ? undefined
      : {
          accountId: id,
          claims: () => ({
            sub: id,
            preferred_username: id,
            email: `${id}@idp.example`,
            email_verified: true,
            groups: ["idp-admins", "unmapped, with a comma"],
          }),
        },
});

// How people signed in, as the control says it.
const finished = provider.interactionFinished.bind(provider);
provider.interactionFinished = (req, res, result, options) =>
  finished(
    req,
    res,
    result.login
      ? { ...result, login: { ...result.login, amr: wrong.amr ? wrong.amr.split(" ") : undefined, acr: wrong.acr || undefined } }
      : result,
    options,
  );

provider.use(async (ctx, next) => {
  if (ctx.path === "/control") {
    if (ctx.query.count) {
      ctx.body = String(asked.get(ctx.query.count) ?? 0);
      return;
    }
    Object.assign(wrong, ctx.query, ctx.query.seconds ? { seconds: Number(ctx.query.seconds) } : {});
    ctx.body = "ok";
    return;
  }
  asked.set(ctx.path, (asked.get(ctx.path) ?? 0) + 1);
  if (wrong.away && ctx.path === wrong.away) {
    ctx.status = 503;
    return;
  }
  if (wrong.nonce && ctx.path === "/auth") {
    ctx.query = { ...ctx.query, nonce: wrong.nonce };
  }
  if (wrong.seconds) {
    ctx.set("Date", new Date(now() + wrong.seconds * 1000).toUTCString());
  }
  await next();
});
provider.listen(port, "127.0.0.1", () => console.log("listening"));
