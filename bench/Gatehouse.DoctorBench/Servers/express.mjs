// Express with Passport: a token, a key, a sign-in by cookie, and what applications get wrong around them.
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";

const [port, packages] = process.argv.slice(2);
const load = createRequire(packages + "/");
const express = load("express");
const passport = load("passport");
const { Strategy: BearerStrategy } = load("passport-http-bearer");

const secret = "open-sesame";
const read = (token) => {
  const [head, claims, signature] = token.split(".");
  if (!signature) throw new Error("jwt malformed");
  const made = createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url");
  if (made !== signature) throw new Error("invalid signature");
  const said = JSON.parse(Buffer.from(claims, "base64url"));
  if (said.exp <= Date.now() / 1000) throw new Error("jwt expired");
  if (said.aud !== "orders") throw new Error("jwt audience invalid. expected: orders");
  return said;
};
passport.use(
  new BearerStrategy((token, done) => {
    try {
      done(null, read(token));
    } catch (error) {
      done(null, false, error.message);
    }
  }),
);

const application = express();
application.get("/bearer", passport.authenticate("bearer", { session: false }), (request, response) => response.send("let in"));
application.get("/jwt", (request, response) => {
  const [scheme, token] = (request.headers.authorization ?? "").split(" ");
  if (scheme !== "Bearer" || !token) return response.status(401).json({ message: "No token provided" });
  try {
    read(token);
    response.send("let in");
  } catch (error) {
    response.status(401).json({ name: "UnauthorizedError", message: error.message });
  }
});
application.get("/key", (request, response) =>
  request.headers.api_key === secret || request.headers["x-api-key"] === secret
    ? response.send("let in")
    : response.status(401).json({ error: "API key is missing or invalid" }),
);
application.get("/careless", (request, response) => response.send(`let in: ${request.headers.authorization.split(" ")[1]}`));
application.get("/session", (request, response) =>
  (request.headers.cookie ?? "").includes("sid=open-sesame") ? response.send("let in") : response.redirect("/login"),
);
application.get("/login", (request, response) => response.send("<form method=post><input type=password name=password></form>"));
application.get("/polite", (request, response) => response.json({ success: false, error: "unauthorized" }));
application.get("/slow", (request, response) => setTimeout(() => response.send("let in"), 4000));
application.get("/open", (request, response) => response.send("let in"));
application.listen(Number(port), "127.0.0.1");
