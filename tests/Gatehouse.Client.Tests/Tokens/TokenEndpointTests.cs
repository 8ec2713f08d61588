using System.Net;
using System.Text;
using Gatehouse.Client.Proofs;
using Gatehouse.Client.Tokens;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class TokenEndpointTests : IDisposable
{
    private const string Endpoint = "https://idp.example/token";
    private const string Good = """{"access_token":"abc","token_type":"bearer","expires_in":600}""";

    private readonly ScriptedProvider _provider = new();

    public void Dispose() => _provider.Dispose();

    [Theory]
    [InlineData("""{"access_token":"abc","token_type":"Bearer","expires_in":"600"}""", 600d)]
    [InlineData("""{"access_token":"abc","token_type":"BEARER","expires_in":599.5}""", 599.5)]
    [InlineData("""{"access_token":"abc","token_type":"bearer","expires_in":1e300}""", 31_536_000d)]
    [InlineData("""{"access_token":"abc","token_type":"bearer","expires_in":-1}""", 0d)]
    [InlineData("""{"access_token":"abc","token_type":"bearer","expires_in":"soon"}""", null)]
    [InlineData("""{"access_token":"abc","token_type":"bearer","expires_in":null}""", null)]
    [InlineData("""{"access_token":"abc","token_type":"bearer"}""", null)]
    public async Task Life_is_read_as_a_number_or_the_text_of_one(string answer, double? seconds)
    {
        var token = await Keeper(answer).GetAsync(default);
        Assert.Equal(seconds, (token.ExpiresAt - _provider.Clock.GetUtcNow())?.TotalSeconds);
    }

    [Theory]
    [InlineData("""{"access_token":"abc","expires_in":600}""", "token_type is \"\"")]
    [InlineData("""{"access_token":"abc","token_type":"mac"}""", "token_type is \"mac\"")]
    [InlineData("""{"access_token":"abc","token_type":"DPoP"}""", "token_type is \"DPoP\"")]
    [InlineData("""{"access_token":"","token_type":"Bearer"}""", "no access_token")]
    [InlineData("""{"access_token":"a b","token_type":"Bearer"}""", "no access_token")]
    [InlineData("""{"access_token":"a\r\nX: y","token_type":"Bearer"}""", "no access_token")]
    [InlineData("""{"token_type":"Bearer"}""", "no access_token")]
    public async Task Answer_that_cannot_be_believed_gives_no_token(string answer, string reason)
    {
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            Keeper(answer).GetAsync(default).AsTask()
        );
        Assert.Same(Causes.Provider.Misconfigured, refused.Cause);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unauthorized_client", 400, "grant.client-rejected")]
    [InlineData("invalid_grant", 400, "grant.invalid")]
    [InlineData("invalid_scope", 400, "token.scope-insufficient")]
    [InlineData("invalid_target", 400, "token.audience-mismatch")]
    [InlineData("unsupported_grant_type", 400, "grant.request-invalid")]
    [InlineData("made_up", 403, "provider.misconfigured")]
    public async Task Error_of_the_provider_is_named_by_its_cause(string error, int status, string cause)
    {
        var keeper = Keeper($$"""{"error":"{{error}}"}""", (HttpStatusCode)status);
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Equal(cause, refused.Cause.Id);
        Assert.Contains(error, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_the_provider_are_shown_without_secrets_control_characters_and_end()
    {
        var keeper = Keeper(
            """{"error":"invalid_client","error_description":"s3cr3t/x is not it\u0007\n"""
                + new string('x', 5_000)
                + "\"}",
            HttpStatusCode.BadRequest
        );
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.DoesNotContain("s3cr3t", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', refused.Message);
        Assert.True(refused.Message.Length < 1_500);
    }

    [Fact]
    public async Task Redirect_of_the_token_endpoint_is_not_followed_and_says_where_it_leads()
    {
        _provider.On(
            Endpoint,
            _ => new HttpResponseMessage(HttpStatusCode.TemporaryRedirect)
            {
                Headers = { Location = new Uri("https://elsewhere.example/token?code=secret") },
            }
        );
        var keeper = Keeper();
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Contains("https://elsewhere.example;", refused.Message, StringComparison.Ordinal);
        Assert.Single(_provider.Asked);
    }

    [Fact]
    public async Task Secret_goes_by_Basic_form_encoded_first()
    {
        await Keeper(Good).GetAsync(default);
        var (_, form, authorization) = Assert.Single(_provider.Asked);
        Assert.Equal(
            "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("my+client%3A1:s3cr3t%2Fx")),
            authorization
        );
        Assert.DoesNotContain("client_secret", form.Keys);
        Assert.DoesNotContain("client_id", form.Keys);
    }

    [Fact]
    public async Task Secret_goes_in_the_form_where_that_is_said()
    {
        _provider.On(Endpoint, Good);
        var keeper = _provider.Keeper(static options =>
            options.From(new Uri(Endpoint)).ClientCredentials(ClientIdentity.WithSecretInBody("me", "s3cr3t"))
        );
        await keeper.GetAsync(default);
        var (_, form, authorization) = Assert.Single(_provider.Asked);
        Assert.Null(authorization);
        Assert.Equal("s3cr3t", form["client_secret"]);
        Assert.Equal("me", form["client_id"]);
    }

    [Fact]
    public async Task Key_proves_the_client_by_an_assertion_in_the_provider_s_time()
    {
        using var key = SigningKey.CreateEs256();
        _provider.On(
            Endpoint,
            _ =>
            {
                var answer = ScriptedProvider.Json("""{"access_token":"abc","token_type":"Bearer","expires_in":60}""");
                answer.Headers.Date = _provider.Clock.GetUtcNow().AddHours(1);
                return answer;
            }
        );
        var keeper = _provider.Keeper(options =>
            options.From(new Uri(Endpoint)).ClientCredentials(ClientIdentity.WithKey("me", key))
        );
        await keeper.GetAsync(default);
        _provider.Clock.Advance(TimeSpan.FromMinutes(2));
        await keeper.GetAsync(default);
        var forms = _provider.Asked.Select(static asked => asked.Form).ToArray();
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", forms[0]["client_assertion_type"]);
        Assert.True(CompactJws.TryParse(forms[1]["client_assertion"], out var jws, out _));
        Assert.True(key.ToVerificationKey().Verify(jws));
        Assert.True(JwtClaims.TryParse(jws.Payload, out var claims, out _));
        Assert.Equal(("me", "me", Endpoint), (claims.Issuer, claims.Subject, Assert.Single(claims.Audiences)));
        var skew = claims.IssuedAt!.Value - _provider.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.InRange(skew, 3_590, 3_610);
    }

    [Fact]
    public async Task Token_without_a_stated_life_is_renewed_by_what_it_says_itself_less_the_clock_difference()
    {
        using var key = SigningKey.CreateEs256();
        var exp = _provider.Clock.GetUtcNow().AddHours(1).AddMinutes(10).ToUnixTimeSeconds();
        var token = key.Sign("at+jwt", Encoding.ASCII.GetBytes($$"""{"exp":{{exp}}}"""));
        _provider.On(
            Endpoint,
            _ =>
            {
                var answer = ScriptedProvider.Json($$"""{"access_token":"{{token}}","token_type":"Bearer"}""");
                answer.Headers.Date = _provider.Clock.GetUtcNow().AddHours(1);
                return answer;
            }
        );
        var got = await Keeper().GetAsync(default);
        Assert.InRange((got.ExpiresAt - _provider.Clock.GetUtcNow())!.Value.TotalSeconds, 598, 602);
    }

    [Theory]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", "2147483647")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT", "0")]
    public async Task Clock_and_end_that_no_sum_of_times_can_hold_break_nothing(string date, string? age)
    {
        using var key = SigningKey.CreateEs256();
        var exp = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        var token = key.Sign("at+jwt", Encoding.ASCII.GetBytes($$"""{"exp":{{exp}}}"""));
        _provider.On(
            Endpoint,
            _ =>
            {
                var answer = ScriptedProvider.Json($$"""{"access_token":"{{token}}","token_type":"Bearer"}""");
                answer.Headers.TryAddWithoutValidation("Date", date);
                if (age is not null)
                {
                    answer.Headers.TryAddWithoutValidation("Age", age);
                }

                return answer;
            }
        );
        using var keeper = _provider.Keeper(options =>
            options.From(new Uri(Endpoint)).ClientCredentials(ClientIdentity.WithKey("me", key))
        );
        var first = await keeper.GetAsync(default);
        Assert.True(keeper.TryGet(out _));
        _provider.Clock.Advance(TimeSpan.FromDays(1));
        await keeper.RenewAsync(first, default);
        Assert.Equal(2, _provider.Asked.Count);
    }

    [Fact]
    public async Task Audience_and_resource_are_asked_for()
    {
        _provider.On(Endpoint, Good);
        var keeper = _provider.Keeper(static options =>
        {
            options.From(new Uri(Endpoint)).WithScopes("a", "b").ClientCredentials("me", "s3cr3t");
            options.Audience = "orders";
            options.Resource = "https://orders.example/";
        });
        await keeper.GetAsync(default);
        var form = Assert.Single(_provider.Asked).Form;
        Assert.Equal(("a b", "orders", "https://orders.example/"), (form["scope"], form["audience"], form["resource"]));
    }

    [Fact]
    public async Task Token_is_exchanged_for_the_one_that_the_program_holds()
    {
        _provider.On(Endpoint, Good);
        var keeper = _provider.Keeper(static options =>
            options
                .From(new Uri(Endpoint))
                .TokenExchange(ClientIdentity.WithSecret("me", "s3cr3t"), _ => ValueTask.FromResult<string?>("theirs"))
        );
        await keeper.GetAsync(default);
        var form = Assert.Single(_provider.Asked).Form;
        Assert.Equal("theirs", form["subject_token"]);
        Assert.Equal("urn:ietf:params:oauth:grant-type:token-exchange", form["grant_type"]);
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", form["subject_token_type"]);

        _provider.On(
            Endpoint,
            """{"error":"invalid_request","error_description":"theirs has ended"}""",
            HttpStatusCode.BadRequest
        );
        _provider.Clock.Advance(TimeSpan.FromMinutes(10));
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Same(Causes.Grant.Invalid, refused.Cause);
        Assert.DoesNotContain("theirs", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://idp.example/token")]
    [InlineData("https://user:pass@idp.example/token")]
    [InlineData("ftp://idp.example/token")]
    public void Provider_is_nowhere_that_secrets_may_not_go(string address) =>
        Assert.Throws<ArgumentException>(() =>
            _provider.Keeper(options => options.From(new Uri(address)).ClientCredentials("me", "s3cr3t"))
        );

    [Fact]
    public void Way_that_is_missing_or_chosen_twice_is_said_at_once()
    {
        Assert.Throws<InvalidOperationException>(() => _provider.Keeper(static _ => { }));
        Assert.Throws<InvalidOperationException>(() => _provider.Keeper(static o => o.ClientCredentials("me", "s")));
        Assert.Throws<InvalidOperationException>(() =>
            _provider.Keeper(static o => o.File("/a").ClientCredentials("me", "s"))
        );
    }

    [Fact]
    public async Task Known_end_of_a_session_is_warned_of_unless_a_renewal_moves_it()
    {
        List<SessionEnding> warnings = [];
        _provider.On(
            Endpoint,
            """{"access_token":"abc","token_type":"Bearer","expires_in":600,"refresh_token":"r","refresh_expires_in":1200}"""
        );
        using var keeper = _provider.Keeper(
            static options => options.From(new Uri(Endpoint)).RefreshToken(ClientIdentity.Public("me"), "first"),
            warnings.Add
        );
        await keeper.GetAsync(default);
        _provider.Clock.Advance(TimeSpan.FromMinutes(15));
        await KeeperTrial.HoldsAsync(() => _provider.Asked.Count == 2);
        Assert.Empty(warnings);
        _provider.On(Endpoint, """{"access_token":"abc","token_type":"Bearer","expires_in":600}""");
        await KeeperTrial.HoldsAsync(() => keeper.TryGet(out _));
        await KeeperTrial.HoldsAsync(() => _provider.Clock.WaitingTimers > 0);
        _provider.Clock.Advance(TimeSpan.FromMinutes(15));
        await KeeperTrial.HoldsAsync(() => warnings.Count > 0);
        Assert.Equal(_provider.Clock.GetUtcNow().AddMinutes(5), Assert.Single(warnings).EndsAt);
    }

    [Fact]
    public async Task Error_with_the_status_of_success_is_an_error()
    {
        var keeper = Keeper("""{"error":"invalid_grant","error_description":"no"}""");
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Same(Causes.Grant.Invalid, refused.Cause);
    }

    [Fact]
    public async Task Log_that_throws_costs_no_token_and_leaves_nobody_waiting()
    {
        _provider.Logger = new ThrowingLogger();
        var keeper = Keeper(Good);
        Assert.NotNull(await keeper.GetAsync(default));
        _provider.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(await keeper.GetAsync(default));
        _provider.On(Endpoint, """{"error":"invalid_client"}""", HttpStatusCode.Unauthorized);
        _provider.Clock.Advance(TimeSpan.FromMinutes(10));
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => keeper.GetAsync(default).AsTask());
    }

    [Fact]
    public async Task Nonce_that_the_provider_wants_in_its_proof_is_taken_and_the_request_repeated_once()
    {
        using var prover = new DpopProver(_provider.Clock);
        var asked = 0;
        _provider.On(
            Endpoint,
            _ =>
            {
                var answer =
                    asked++ == 0
                        ? ScriptedProvider.Json("""{"error":"use_dpop_nonce"}""", HttpStatusCode.BadRequest)
                        : ScriptedProvider.Json("""{"access_token":"abc","token_type":"dpop","expires_in":600}""");
                answer.Headers.Add("DPoP-Nonce", "one");
                return answer;
            }
        );
        var keeper = _provider.Keeper(
            static options => options.From(new Uri(Endpoint)).ClientCredentials("me", "s3cr3t"),
            proof: prover
        );
        Assert.Equal("DPoP", (await keeper.GetAsync(default)).Type);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData("one", 2)]
    [InlineData(null, 1)]
    public async Task Provider_that_goes_on_wanting_a_nonce_is_not_asked_without_end(string? nonce, int requests)
    {
        using var prover = new DpopProver(_provider.Clock);
        _provider.On(
            Endpoint,
            _ =>
            {
                var answer = ScriptedProvider.Json("""{"error":"use_dpop_nonce"}""", HttpStatusCode.BadRequest);
                if (nonce is not null)
                {
                    answer.Headers.Add("DPoP-Nonce", nonce + _provider.Asked.Count);
                }

                return answer;
            }
        );
        var keeper = _provider.Keeper(
            static options => options.From(new Uri(Endpoint)).ClientCredentials("me", "s3cr3t"),
            proof: prover
        );
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Equal(requests, _provider.Asked.Count);
    }

    [Fact]
    public async Task Plain_token_in_place_of_a_bound_one_is_an_error()
    {
        using var prover = new DpopProver(_provider.Clock);
        _provider.On(Endpoint, Good);
        var keeper = _provider.Keeper(
            static options => options.From(new Uri(Endpoint)).ClientCredentials("me", "s3cr3t"),
            proof: prover
        );
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Same(Causes.Provider.Misconfigured, refused.Cause);
    }

    [Fact]
    public async Task Fewer_scopes_than_were_demanded_cure_nothing()
    {
        _provider.On(
            Endpoint,
            static form =>
                ScriptedProvider.Json(
                    $$"""{"access_token":"{{form["scope"].Length}}","token_type":"Bearer","expires_in":600,"scope":"a"}"""
                )
        );
        var keeper = _provider.Keeper(static options =>
            options.From(new Uri(Endpoint)).WithScopes("a").AllowScopes("b").ClientCredentials("me", "s3cr3t")
        );
        var token = await keeper.GetAsync(default);
        Assert.Null(await keeper.WidenAsync(token, new TokenNeeds(["b"]), default));
        Assert.Equal(2, _provider.Asked.Count);
    }

    [Fact]
    public async Task Scope_that_the_provider_refuses_is_not_asked_for_again()
    {
        _provider.On(
            Endpoint,
            static form =>
                form["scope"] == "a"
                    ? ScriptedProvider.Json(Good)
                    : ScriptedProvider.Json("""{"error":"invalid_scope"}""", HttpStatusCode.BadRequest)
        );
        var keeper = _provider.Keeper(static options =>
            options.From(new Uri(Endpoint)).WithScopes("a").AllowScopes("b").ClientCredentials("me", "s3cr3t")
        );
        var token = await keeper.GetAsync(default);
        Assert.Null(await keeper.WidenAsync(token, new TokenNeeds(["b"]), default));
        Assert.Null(await keeper.WidenAsync(token, new TokenNeeds(["b"]), default));
        Assert.Equal(2, _provider.Asked.Count);
        Assert.True(keeper.TryGet(out var held));
        Assert.Same(token, held);
        _provider.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(await keeper.GetAsync(default));
    }

    private ITokenKeeper Keeper(string? answer = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        if (answer is not null)
        {
            _provider.On(Endpoint, answer, status);
        }

        return _provider.Keeper(static options =>
            options.From(new Uri(Endpoint)).ClientCredentials("my client:1", "s3cr3t/x")
        );
    }
}
