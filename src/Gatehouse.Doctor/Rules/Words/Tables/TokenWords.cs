namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What libraries say that verify tokens: of Node, Python, Java, Go, Ruby, PHP, Rust, .NET and of Envoy.</summary>
internal sealed class TokenWords : WordTable
{
    public TokenWords()
    {
        Times();
        Signatures();
        Parties();
        Kinds();
        Forms();
        Lives();
    }

    private void Times()
    {
        Decisive(
                "token.expired",
                "{access |bearer |auth |authentication |authorization |jwt |id |security |api |web |the |}token {has |is |was |had |}{already |}expired*",
                "expired {access |bearer |auth |authentication |jwt |id |security |api |web |}token*",
                "{jwt|jwt token|signature|access_token|accesstoken|auth_token|authtoken|id_token} {has |is |was |}expired*",
                "expired jwt*",
                "expired {signature|signature error|token exception|jwt exception|token error}*",
                "expired_token*",
                "jwt_expired*",
                "signature has expired",
                "the token is expired*",
                "jws token is expired*",
                "claim exp*{failed|expired|invalid|must be*future|check}*",
                "exp{ claim|} {timestamp |value |}check failed*",
                "exp claim {is |}{in the past|invalid|expired|not satisfied|not satisfied}*",
                "exp not satisfied",
                "token's exp*passed*",
                "tokenexpirederror*",
                "token used too late*",
                "token is expired by*",
                "token expired at*",
                "jwt expired at*",
                "lifetime validation failed*",
                "idx10223*",
                "idx10223*lifetime validation failed*",
                "idx10225*idx10223*",
                "the token lifetime is invalid*expires*",
                "the incoming token has expired*",
                "access token {has |is |}past its expiry*",
                "token {lifetime|validity} {has |}{ended|passed|expired|elapsed}*",
                "accesstokenexpired*",
                "invalidauthenticationtoken*expired*",
                "compact token is expired*",
                "oauth_token_expired*",
                "authenticationtokenexpired*",
                "jwtexpired*",
                "could not verify jwt: jwtexpired*",
                "the security token included in the request is expired*",
                "provided token has expired*",
                "token_expired*",
                "the access token provided has expired*",
                "access_token_expired*",
                "{session|login} token {has |is |}expired*"
            )
            .Also("token.expired", Strength.Decisive)
            .Fix(
                $"Get a new access token (with the refresh token, where there is one) and repeat the request; read exp and renew before it"
            );
        Decisive(
                "token.not-yet-valid",
                "{token|jwt|access token} {is |}not {yet |}valid yet*",
                "{token|jwt|access token} {is |}not yet {valid|active}*",
                "jwt not active*",
                "jwt not yet valid*",
                "token used before {issued|valid}*",
                "token used too early*",
                "immaturesignature*",
                "the token is not yet valid*",
                "{token|jwt} {issued|was issued} in the future*",
                "issued in the future",
                "jwtissuedatfuture",
                "jwtissuedinfuture*",
                "jwt issued at future*",
                "jwt issued in the future*",
                "jwt cannot be accepted before*",
                "prematurejwt*",
                "premature jwt*",
                "beforevalidexception*",
                "cannot handle token {prior to|with iat prior to|with nbf prior to}*",
                "nbf claim {is |}{invalid|in the future|not satisfied}*",
                "nbf {timestamp check|claim timestamp check|claim check} failed*",
                "iat claim {is |}{invalid|in the future|timestamp check failed}*",
                "nbf {check |}failed*",
                "iat{ timestamp|} check failed*",
                "the token can't be used before*",
                "the token cant be used before*",
                "idx10222*",
                "idx10222*lifetime validation failed*",
                "the token is not valid before*",
                "token_not_yet_valid*",
                "invalid_iat*",
                "notbeforeerror*",
                "not before claim*future*",
                "immature token*",
                "immature_signature*",
                "not valid before*token"
            )
            .Also("clock.skewed", Strength.Strong)
            .Fix(
                $"Set the clocks of the issuer and of the server by NTP, and give the verifier a tolerance of a minute"
            );
        Decisive(
            "clock.skewed",
            "clock skew {is |}{too large|detected|exceeded}*",
            "{clock|system time|server time|local time|time} {is |}{skewed|out of sync|not synchronized|not in sync}*",
            "check your {system |computer |}clock*",
            "difference between*server*time*too large"
        );
    }

    private void Signatures()
    {
        Decisive(
            "token.signature-invalid",
            "{jwt |token |the token's |token's |access token |the |}signature {is |was |}{invalid|not valid|incorrect|wrong}*{token|jwt}",
            "invalid {jwt |token |jws |access token }signature*",
            "{jwt|token|jws|access token} signature {is |was |}{invalid|not valid|incorrect|wrong|bad|mismatch|does not match*|verification failed|verification error|could not be verified|validation failed|can't be verified|didn't match}*",
            "{token|jwt|jws} {with |has |}{an |}invalid signature*",
            "signature verification failed*",
            "signature {verification|validation} {raised|error|failure}*",
            "jsonwebtokenerror: invalid signature*",
            "jwssignatureverificationfailed*",
            "jwssignatureverification*",
            "jwsinvalidsignature*",
            "jwserror jwsinvalidsignature*",
            "jwsdecryptionfailed",
            "signature validation failed*",
            "jwt signature does not match locally computed signature*",
            "crypto/rsa: verification error*",
            "crypto/ecdsa: verification error*",
            "error in cryptographic primitive*",
            "could not verify jwt: jwserror*",
            "signed jwt rejected: invalid signature*",
            "signedjwt rejected*",
            "jwt verification fails*",
            "idx10503*",
            "idx10511*",
            "idx10504*",
            "token signature {is |}invalid*",
            "the signature is invalid*",
            "failed to verify {jwt |token |the token's |the token |}signature*",
            "could not verify {jwt |token |the token's |the |}signature*",
            "signatureinvalidexception*",
            "invalidsignatureexception*",
            "signature does not match*token",
            "invalid_token_signature*",
            "token rejected: signature*"
        );
        Strong(
                "token.signature-invalid",
                "invalid signature",
                "signature {is |}invalid",
                "signature mismatch",
                "bad signature",
                "signature verification error*",
                "invalidsignature"
            )
            .Also("signature.mismatch", Strength.Moderate);
        Decisive(
            "token.key-unknown",
            "signature key was not found*",
            "the signature key was not found*",
            "idx10501*",
            "idx10{500|501|517|518}*signature validation failed*",
            "idx10500*",
            "idx10517*",
            "idx10518*",
            "unable to find a signing key that matches*",
            "unable to find {a |}{signing |public |verification |matching |}key {for|that|with|matching}*kid*",
            "{no|cannot find|could not find|unable to find} {a |any |}{matching |suitable |applicable |verification |signing |public |}{key|keys|jwk}*{kid|for token|in jwks|in the jwks|in jwk set|for the token|found in}*",
            "signingkeynotfounderror*",
            "no applicable key found in the json web key set*",
            "errjwksnomatchingkey*",
            "jwksnomatchingkey*",
            "no matching {jwk|jwks|signing|public|verification} key*",
            "another algorithm expected, or no matching key*",
            "jwks doesnt have key to match kid or alg from jwt*",
            "kid not found*",
            "{key id|kid|key_id|key} {*}not found in {jwks|jwk set|key set|the jwks|keys}*",
            "{unknown|invalid|unrecognized} {kid|key id|signing key|signature key}*",
            "kid {is |}{unknown|invalid|not known|unrecognized}*",
            "kid invalid, unable to lookup correct key*",
            "{unable to find|no} {matching |}public key*",
            "signing key not found*",
            "could not find {public |matching |}key*{verify|token|signature}*",
            "couldn't find {the |}{signing |public |}key*",
            "unable to get signing key*kid*",
            "certificate for key id*not found*",
            "no suitable key*",
            "no keys found in jwks*",
            "jwt_no_matching_key*",
            "failed to verify*no keys*match*",
            "failed to find any key with*kid*"
        );
        Decisive(
            "token.algorithm-refused",
            "{invalid|unsupported|unexpected|disallowed|incorrect|wrong|illegal|unknown} {jwt |token |signing |signature |jws |}{algorithm|alg|signing method|signature algorithm}*",
            "{signing method|alg|algorithm} {*}{is |}{invalid|not allowed|not supported|not permitted|not accepted|unsupported|disallowed|not whitelisted}*",
            "the specified alg value is not allowed*",
            "alg not allowed*",
            "algorithm not allowed*",
            "algorithm*is not supported*expected algs*",
            "invalidalgorithmerror*",
            "algorithm mismatch*",
            "incorrect key for this algorithm*",
            "signing method*is invalid*",
            "signed jwt rejected: another algorithm expected*",
            "jwtalgorithmnotimplemented*",
            "idx10696*",
            "idx10634*",
            "unexpected jws algorithm*",
            "errjoseAlgNotAllowed*",
            "jose_alg_not_allowed*",
            "err_jose_alg_not_allowed*",
            "alg {header |parameter |value |}{is |}{missing|none}*",
            "alg none*not {allowed|supported|accepted}*",
            "unsecured {jwt|jwts|jws}*not {allowed|supported|accepted}*",
            "unsigned {jwt|jwts|claims jwts|tokens} are not supported*",
            "jwt signed with*expected*",
            "token is signed with*algorithm*",
            "expected algorithm*"
        );
    }

    private void Parties()
    {
        Decisive(
            "token.audience-mismatch",
            "jwt audience invalid*",
            "{invalid|wrong|bad|incorrect|unexpected|unknown} {jwt |token |}{audience|aud}*",
            "{audience|audiences|aud} {in jwt |in token |claim |value |of the token |}*{is |are |was |were |did |does |do |}{invalid|not allowed|not valid|not match*|mismatch|not accepted|not trusted|unexpected|not satisfied|incorrect|wrong}*",
            "audiences in jwt are not allowed*",
            "bad audience*",
            "the audience*is invalid*",
            "audience {validation|check|verification} failed*",
            "audience doesn't match*",
            "audience doesnt match*",
            "idx10214*",
            "idx10206*",
            "idx10208*",
            "unexpected {aud|audience} claim*",
            "{aud|audience} claim*is not equal*",
            "aud claim*{mismatch|invalid|failed|check failed|must}*",
            "{token|jwt}*{not intended for|not issued for|isn't for|is not for|was not issued for|not meant for} {this|the|us}*",
            "expected {audience|aud} *{got|but was|but got|but found|found|was|instead}*",
            "invalidaudienceerror*",
            "jwtnotinaudience",
            "jwt not in audience",
            "audience mismatch*",
            "audience_mismatch*",
            "wrong recipient*",
            "token has wrong audience*",
            "jwt rejected: audience*",
            "jwt aud claim has value*must*",
            "jwt_audience*",
            "the required audience*is missing*",
            "none of the audiences*match*",
            "access token validation failure. invalid audience*",
            "audience is not {allowed|valid}*",
            "missing {required |}{audience|aud} {claim|in token}*",
            "token is missing the {aud|audience} claim*",
            "idpiamtokenaudience*",
            "jwt audience*{not|mismatch|invalid}*"
        );
        Decisive(
            "token.issuer-untrusted",
            "jwt issuer {is not configured|invalid}*",
            "{invalid|wrong|bad|incorrect|unexpected|unknown|untrusted|unrecognized} {jwt |token |access token |}{issuer|iss}*",
            "{issuer|iss} {in jwt |in token |claim |value |of the token |}*{is |was |did |does |}{invalid|not allowed|not valid|not match*|mismatch|not accepted|not trusted|unexpected|untrusted|unknown|not configured|not recognized|not satisfied|incorrect}*",
            "the issuer*is invalid*",
            "issuer {validation|check|verification} failed*",
            "idx10205*",
            "idx40001*",
            "idx10204*",
            "idx10211*",
            "the iss claim is not valid*",
            "unexpected iss claim*",
            "iss claim*{mismatch|invalid|failed|check failed|must|not valid|doesn't match}*",
            "expected {issuer|iss} *{got|but was|but got|but found|found|was|instead}*",
            "invalid token issuer. expected*but was*",
            "invalidissuererror*",
            "issuer mismatch*",
            "issuer_mismatch*",
            "jwtissuermismatch*",
            "jwtnotinissuer*",
            "issuer doesn't match*",
            "issuer doesnt match*",
            "jwt rejected: issuer*",
            "jwt iss claim*{must|has value}*",
            "token {was |is |}{issued|signed} by {an |}{unknown|untrusted|different|unexpected|wrong} {issuer|authority|server|party|tenant|realm}*",
            "wrong issuer*",
            "no provider for issuer*",
            "issuer not found*",
            "oidc: id token issued by a different provider*",
            "id token issued by a different provider*",
            "token*wrong tenant*",
            "invalidauthenticationtokentenant*",
            "the access token is from the wrong issuer*"
        );
    }

    private void Kinds()
    {
        Decisive(
            "token.type-wrong",
            "{token|given token} has wrong type*",
            "token has wrong type",
            "{invalid|wrong|incorrect|unexpected|bad|unsupported} token {type|typ|use|token_use|class}*",
            "token {type|typ|use} {is |}{invalid|wrong|incorrect|not allowed|not supported|mismatch|not accepted}*",
            "only {access|refresh|non refresh} tokens are allowed*",
            "only refresh tokens are allowed*",
            "only non refresh tokens are allowed*",
            "{refresh|id} token{s|} {can not|cannot|can't|must not|may not|not} {be |}{used|allowed|accepted|valid}*",
            "expected {an |}{access|id} token*{got|but|received|not}*",
            "{not|isn't|is not} an access token*",
            "{access token expected|requires an access token}*{got|not|but|id token}*",
            "token_use {is |}{not|invalid|mismatch}*",
            "token use not allowed*",
            "token is not an {id|access} token*",
            "firebase id token has invalid*",
            "verifyidtoken() expects an id token, but was given a custom token*",
            "expects an id token*",
            "not_allowed_token_type*",
            "access_token_type_unsupported*",
            "invalid typ*",
            "unexpected typ*",
            "typ claim*{invalid|mismatch|wrong}*",
            "type of token*{wrong|invalid|not}*"
        );
        Strong("token.type-wrong", "given token not valid for any token type").Beside("wrong type");
        Moderate("token.expired", "given token not valid for any token type*", "token is invalid or expired*")
            .Also("token.signature-invalid", Strength.Moderate)
            .Also("token.type-wrong", Strength.Weak)
            .AsLiteral();
        Decisive(
            "token.binding-mismatch",
            "invalid_dpop_proof*",
            "use_dpop_nonce*",
            "dpop {proof |header |nonce |key |binding |}{is |}{missing|required|invalid|mismatch|failed|not found|not bound|validation failed|expired}*",
            "{missing|invalid|no} dpop {proof|header|key|nonce|binding}*",
            "cnf {claim |}{mismatch|does not match|missing|invalid}*",
            "{certificate|token} {binding|bound}*{mismatch|failed|does not match|invalid}*",
            "sender constrained*",
            "ath {claim |value |}{is |}{mismatch|invalid|missing}*",
            "htu {claim |value |}*{mismatch|does not match|invalid}*",
            "htm {claim |value |}*{mismatch|does not match|invalid}*",
            "proof of possession*{failed|missing|required|invalid}*",
            "token is bound to*"
        );
    }

    private void Forms()
    {
        Strong(
                "token.malformed",
                "jwt malformed*",
                "malformed jwt*",
                "malformedjwtexception*",
                "not enough segments*",
                "wrong number of segments*",
                "not enough or too many segments*",
                "token contains an invalid number of segments*",
                "jwt strings must contain exactly 2 period characters*",
                "jwt strings must contain exactly*",
                "invalid compact jws*",
                "invalid compact serialization*",
                "invalid {jws|jwt} serialization*",
                "invalid serialized unsecured/jws/jwe object*",
                "jwt must have {3|three} parts*",
                "{jwt|token} {must|should} {have|consist of|contain} {3|three} {parts|segments}*",
                "the token was expected to have 3 parts*",
                "{wrong|invalid|incorrect} number of {segments|parts|dots}*",
                "not a {valid |well formed |}{jwt|json web token|jws}*",
                "jwt is not in the form of header.payload.signature*",
                "jwt {header|payload|signature} is an invalid {base64url encoded|json}*",
                "invalid {jwt |token |}{segment|header|payload} {encoding|string|padding}*",
                "error decoding {token|jwt|signature|token headers}*",
                "{could not|cannot|can't|unable to|failed to} {decode|parse|read|deserialize} {the |}{access |bearer |auth |jwt |web |}{token|jwt}*",
                "{error|failure|failed} {while |}{decoding|parsing} {token|jwt|the jwt|the token|access token}*",
                "token could not be {decoded|parsed|read}*",
                "invalid crypto padding*",
                "invalid header padding*",
                "invalid payload padding*",
                "idx12709*",
                "idx12741*",
                "idx12729*",
                "idx10729*",
                "idx14100*",
                "idx14102*",
                "idx14120*",
                "jwtdecodeexception*",
                "jwt decode error*",
                "invalid jwt {token|format|structure|serialization}*",
                "invalidtokenformat*",
                "token is malformed*",
                "token_malformed*",
                "illegal base64url character*",
                "illegal base64 data at input byte*",
                "base64 error invalid*token*",
                "unexpected token * in json at position*jwt*",
                "compactdeserialize*",
                "invalid_jwt*",
                "error compactJWS*",
                "compact jwe*",
                "square/go-jose: compact jws format must have three parts*",
                "compact jws format must have three parts*",
                "jws format must have*",
                "could not verify jwt: jwserror (compactdecodeerror*",
                "compactdecodeerror*",
                "jwserror (compactdecode*",
                "{malformed|invalid} {compact |}{jose|jwe}*",
                "parse error*jwt*"
            )
            .Also("credentials.wrong-kind", Strength.Weak);
        Strong(
            "token.malformed",
            "subject must be a string*",
            "sub {claim |}must be a string*",
            "invalid {sub|subject|jti} claim*",
            "{missing|required} {claim|claims}*",
            "{token|jwt} {is missing|missing} {the |required |}{claim|claims|sub|subject|exp|iat|kid|jti}*",
            "token is missing the*claim*",
            "missing claim*",
            "{required|mandatory} claim*{missing|not found|absent}*",
            "invalid claim*",
            "{claim|claims} {validation|verification|check} failed*",
            "invalid_claim*",
            "missing_claim*",
            "{could not|cannot} {parse|read} {token |}claims*",
            "claims {not valid|invalid}*"
        );
        Strong(
                "token.malformed",
                "jwt {in|header}*unknown field*",
                "crit header*",
                "jwe {decryption |}{failed|not supported|is not supported|decrypt failed}*",
                "{encrypted|jwe} {jwts|tokens|jwt|token} {is |are |}not supported*",
                "decryption failed*token*",
                "failed to decrypt {token|jwe|jwt}*"
            )
            .Also("credentials.wrong-kind", Strength.Moderate);
    }

    private void Lives()
    {
        Decisive(
            "token.revoked",
            "{access |bearer |auth |api |refresh |jwt |personal access |}token {has been |is |was |}{already |}{revoked|blacklisted|invalidated|blocklisted|deactivated|deleted|disabled}*",
            "{revoked|blacklisted|blocklisted} {access |bearer |auth |api |refresh |}token*",
            "token_revoked*",
            "{jti|token id} {is |}{revoked|blacklisted|in blacklist|in denylist}*",
            "revokedtokenerror*",
            "tokenrevoked*",
            "access_token_revoked*",
            "access has been revoked*",
            "{token|jwt} {has been |is |}{on the |in the |in }{denylist|blacklist|revocation list|blocklist}*",
            "personal access token {has been |is |}{revoked|deleted}*"
        );
        Strong(
            "token.inactive",
            "{token|access token} {is |}{not active|inactive|no longer active|no longer valid}*",
            "inactive {token|access token}*",
            "active: false",
            "token_inactive*",
            "token inactive*",
            "introspection*{inactive|not active}*",
            "provided token isn't active*",
            "provided token isnt active*"
        );
        Decisive(
            "token.refresh-reused",
            "refresh token {has been |was |is |}{already |}{used|reused|rotated|consumed}*",
            "refresh token reuse*",
            "reuse of refresh token*",
            "maximum allowed refresh token reuse exceeded*",
            "refresh_token_already_used*",
            "refresh_token_reused*",
            "invalid refresh token: already used*",
            "unknown or invalid refresh token (reuse)*"
        );
    }
}
