// Express with Passport: one path for each strategy that speaks HTTP authentication, and one behind a sign-in page.
import express from "express";
import passport from "passport";
import { BasicStrategy, DigestStrategy } from "passport-http";
import { Strategy as BearerStrategy } from "passport-http-bearer";

const password = "open-sesame";
passport.use(new BasicStrategy((name, given, done) => done(null, name === "alice" && given === password && { name })));
passport.use(new DigestStrategy({ realm: process.argv[3], qop: "auth" }, (name, done) => done(null, name === "alice" && { name }, password)));
passport.use(new BearerStrategy((token, done) => done(null, token === password && { name: "alice" })));

const application = express();
for (const strategy of ["basic", "digest", "bearer"]) {
  application.get(`/${strategy}`, passport.authenticate(strategy, { session: false }), (request, response) =>
    response.send("let in"),
  );
}
application.get("/cookie", (request, response) => response.redirect("/login"));
application.listen(Number(process.argv[2]), "127.0.0.1", () => console.log("listening"));
