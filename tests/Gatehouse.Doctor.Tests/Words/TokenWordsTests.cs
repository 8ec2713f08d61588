namespace Gatehouse.Doctor.Tests.Words;

public class TokenWordsTests
{
    [Theory]
    [InlineData("token.expired", """{"error":"jwt expired"}""")]
    [InlineData("token.expired", """{"message":"The incoming token has expired"}""")]
    [InlineData("token.expired", "Jwt is expired")]
    [InlineData("token.expired", """{"msg":"Token has expired"}""")]
    [InlineData("token.expired", """{"code":"PGRST303","message":"JWT expired"}""")]
    [InlineData(
        "token.expired",
        """{"errors":[{"extensions":{"code":"invalid-jwt"},"message":"Could not verify JWT: JWTExpired"}]}"""
    )]
    [InlineData("token.expired", "IDX10223: Lifetime validation failed. The token is expired.")]
    [InlineData(
        "token.expired",
        """{"error":{"code":401,"status":"UNAUTHENTICATED","details":[{"reason":"ACCESS_TOKEN_EXPIRED"}]}}"""
    )]
    [InlineData("token.expired", """{"error":"invalid session: token is expired","code":16}""")]
    [InlineData("token.expired", "io.jsonwebtoken.ExpiredJwtException: JWT expired at 2026-01-01T00:00:00Z.")]
    [InlineData(
        "token.expired",
        """{"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation"}"""
    )]
    [InlineData("token.expired", "token is expired by 5m3s")]
    [InlineData("token.expired", """{"error":"ExpiredSignatureError","detail":"Signature has expired"}""")]
    [InlineData("token.not-yet-valid", """{"detail":"The token is not yet valid (iat)"}""")]
    [InlineData("token.not-yet-valid", "IDX10222: Lifetime validation failed. The token is not yet valid.")]
    [InlineData("token.not-yet-valid", """{"message":"jwt not active"}""")]
    [InlineData("token.not-yet-valid", "Token used before issued")]
    [InlineData("token.not-yet-valid", """{"error":"invalid session: Token is not valid yet","code":16}""")]
    [InlineData("token.signature-invalid", """{"message":"signature verification failed"}""")]
    [InlineData("token.signature-invalid", "IDX10503: Signature validation failed.")]
    [InlineData("token.signature-invalid", """{"code":"PGRST301","message":"JWSError JWSInvalidSignature"}""")]
    [InlineData("token.signature-invalid", "crypto/rsa: verification error")]
    [InlineData(
        "token.signature-invalid",
        "JWT signature does not match locally computed signature. JWT validity cannot be asserted"
    )]
    [InlineData("token.key-unknown", "Jwks doesn't have key to match kid or alg from Jwt")]
    [InlineData("token.key-unknown", "IDX10501: Signature validation failed. Unable to match key")]
    [InlineData("token.key-unknown", """{"message":"Unable to find a signing key that matches: 'k2'"}""")]
    [InlineData("token.algorithm-refused", """{"message":"invalid algorithm"}""")]
    [InlineData("token.algorithm-refused", "Algorithm HS256 is not supported. (Expected algs: [RS256])")]
    [InlineData("token.algorithm-refused", """{"detail":"The specified alg value is not allowed"}""")]
    [InlineData("token.audience-mismatch", """{"message":"jwt audience invalid. expected: orders"}""")]
    [InlineData("token.audience-mismatch", "Audiences in Jwt are not allowed")]
    [InlineData("token.audience-mismatch", "IDX10214: Audience validation failed.")]
    [InlineData("token.audience-mismatch", """{"message":"Bad audience: https://a.example"}""")]
    [InlineData("token.audience-mismatch", """{"detail":"Audience doesn't match"}""")]
    [InlineData("token.issuer-untrusted", """{"message":"jwt issuer invalid. expected: https://a.example/"}""")]
    [InlineData("token.issuer-untrusted", "Jwt issuer is not configured")]
    [InlineData("token.issuer-untrusted", "IDX10205: Issuer validation failed.")]
    [InlineData(
        "token.issuer-untrusted",
        """{"error":"invalid_token","error_description":"Invalid token issuer. Expected 'https://a.example/realms/x' but was 'http://a:8080/realms/x'"}"""
    )]
    [InlineData(
        "token.type-wrong",
        """{"detail":"Given token not valid for any token type","code":"token_not_valid","messages":[{"token_class":"AccessToken","message":"Token has wrong type"}]}"""
    )]
    [InlineData("token.type-wrong", """{"msg":"Only non-refresh tokens are allowed"}""")]
    [InlineData("token.binding-mismatch", """{"error":"invalid_dpop_proof"}""")]
    [InlineData("token.malformed", """{"message":"jwt malformed"}""")]
    [InlineData("token.malformed", """{"msg":"Not enough segments"}""")]
    [InlineData("token.malformed", """{"msg":"Subject must be a string"}""")]
    [InlineData(
        "token.revoked",
        """{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}"""
    )]
    [InlineData("token.revoked", """{"msg":"Token has been revoked"}""")]
    [InlineData("token.scope-insufficient", """{"error":"insufficient_scope"}""")]
    [InlineData("token.scope-insufficient", """{"code":401,"message":"Unauthorized; scope does not match"}""")]
    [InlineData("provider.outage-as-401", "Jwks remote fetch is failed")]
    [InlineData(
        "provider.outage-as-401",
        "IDX20803: Unable to obtain configuration from: 'https://idp.example/.well-known/openid-configuration'"
    )]
    [InlineData(
        "provider.outage-as-401",
        "An error occurred while attempting to decode the Jwt: Couldn't retrieve remote JWK set: Connect timed out"
    )]
    public void A_verifier_says_what_it_did_not_like(string cause, string body)
    {
        Assert.Equal(cause, Named.Alone(401, body));
        Assert.Equal(cause, Named.Text(body));
    }

    [Theory]
    [InlineData("token.expired", "The token expired at '11/21/2026 11:00:00'")]
    [InlineData("token.audience-mismatch", "The audience 'orders' is invalid")]
    [InlineData("token.issuer-untrusted", "The issuer 'https://a.example/' is invalid")]
    [InlineData("token.key-unknown", "The signature key was not found")]
    [InlineData("token.signature-invalid", "The signature is invalid")]
    [InlineData("token.not-yet-valid", "The token is not valid before '11/21/2026 13:00:00'")]
    public void A_challenge_says_it_in_its_description(string cause, string description) =>
        Assert.Equal(
            cause,
            Named.With(
                401,
                "",
                ("WWW-Authenticate", $"Bearer error=\"invalid_token\", error_description=\"{description}\"")
            )
        );

    [Theory]
    [InlineData("""{"message":"Invalid token"}""")]
    [InlineData("""{"message":"Invalid or expired token"}""")]
    [InlineData("""{"error":"invalid_token"}""")]
    [InlineData("""{"message":"Unauthorized"}""")]
    [InlineData("""{"detail":"Token is invalid or expired"}""")]
    public void Words_that_may_mean_many_things_convince_nobody(string body) =>
        Assert.All(
            Sureness.Of(Some.Get(("Authorization", "Bearer open-sesame-1")), 401, body),
            sure => Assert.InRange(sure, 0, 0.6)
        );
}
