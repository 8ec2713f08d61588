namespace Gatehouse.Decisions.Tests.Checks;

public class CredentialsCheckTests
{
    private const string Jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln";

    [Theory]
    [InlineData(Jwt)]
    [InlineData("gth_abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("d293OmJhc2ljCg==")]
    [InlineData("0a1b2c3d4e5f6a7b")]
    [InlineData("sk-live-51H8x")]
    [InlineData("f47ac10b-58cc-4372-a567-0e02b2c3d479")]
    [InlineData("abcdefghijklmnopqrst")]
    public async Task Secret_without_its_schemes_name_is_told_and_never_repeated(string secret)
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var refused = Assert.IsType<Denied>(await setup.DecideAsync("GET", "/x", ("Authorization", secret)));
        Assert.Equal("header.prefix-missing", refused.Cause.Id);
        Assert.DoesNotContain(refused.Evidence, piece => piece.Value.Contains(secret[..4], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Digest", "credentials.scheme-unsupported", "Digest")]
    [InlineData("Negotiate YII", "credentials.scheme-unsupported", "Negotiate")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a", "credentials.scheme-unsupported", "AWS4-HMAC-SHA256")]
    [InlineData("Hunter2 x", "credentials.scheme-unsupported", null)]
    [InlineData("mypass", "credentials.scheme-unsupported", null)]
    [InlineData("a, b", "credentials.malformed", null)]
    [InlineData("\"", "credentials.malformed", null)]
    [InlineData("Basic\tYTpi", "credentials.malformed", null)]
    [InlineData("", "credentials.malformed", null)]
    public async Task Word_that_is_no_offered_scheme_is_named_only_where_it_is_a_schemes_name(
        string value,
        string cause,
        string? named
    )
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var refused = Assert.IsType<Denied>(await setup.DecideAsync("GET", "/x", ("Authorization", value)));
        Assert.Equal(cause, refused.Cause.Id);
        Assert.Equal(named, refused.Evidence.FirstOrDefault(piece => piece.Name == "scheme").Value);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("BASIC")]
    [InlineData("bAsIc")]
    public async Task Schemes_name_is_read_in_any_case(string name)
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var value = name + DecisionSetup.BasicOf("alice", "right")["Basic".Length..];
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", ("Authorization", value)));
    }

    [Fact]
    public async Task Two_credentials_are_one_too_many_in_whatever_order_and_place()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var key = setup.Directory.PutKey("alice");
        (string Name, string Value)[] ways =
        [
            ("Authorization", DecisionSetup.BasicOf("alice", "right")),
            ("Authorization", "Bearer " + setup.Token()),
            ("Authorization", "Key " + key),
            ("X-Api-Key", key),
        ];
        foreach (var first in ways)
        {
            foreach (var second in ways)
            {
                Assert.Equal("credentials.ambiguous", await setup.CauseAsync("GET", "/x", first, second));
            }
        }

        var token = "Bearer " + setup.Token();
        Assert.Equal(
            "credentials.ambiguous",
            await setup.CauseAsync("GET", "/x?access_token=x", ("Authorization", token))
        );
        Assert.Equal(
            "credentials.ambiguous",
            await setup.CauseAsync("GET", "/x?a&access%5Ftoken=x", ("Authorization", token))
        );
    }

    [Fact]
    public async Task Cookie_is_no_second_credential()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        Assert.Equal(
            "granted to alice",
            await setup.CauseAsync(
                "GET",
                "/x",
                ("Authorization", DecisionSetup.BasicOf("alice", "right")),
                ("Cookie", "gatehouse=x; session=y")
            )
        );
        Assert.Equal("credentials.missing", await setup.CauseAsync("GET", "/x", ("Cookie", "Authorization=Basic x")));
    }

    [Theory]
    [InlineData("/x?access_token=" + Jwt, "credentials.in-query")]
    [InlineData("/x?access_token=short", "credentials.in-query")]
    [InlineData("/x?token=" + Jwt, "credentials.in-query")]
    [InlineData("/x?api_key=0123456789abcdef", "credentials.in-query")]
    [InlineData("/x?apikey=gth_0123456789abcdef", "key.misplaced")]
    [InlineData("/x?key=name", "credentials.missing")]
    [InlineData("/x?token=", "credentials.missing")]
    [InlineData("/x?a=" + Jwt, "credentials.missing")]
    public async Task Credential_in_a_query_that_takes_none_is_told_as_that(string target, string cause)
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var refused = Assert.IsType<Denied>(await setup.DecideAsync("GET", target));
        Assert.Equal(cause, refused.Cause.Id);
        Assert.DoesNotContain(refused.Evidence, piece => piece.Value.Contains("0123456789", StringComparison.Ordinal));
        Assert.DoesNotContain(refused.Evidence, piece => piece.Value.Contains(Jwt, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Public_route_that_identifies_lets_everybody_through_whatever_they_send()
    {
        var setup = new DecisionSetup
        {
            Routes = site => [site.Api("/**") with { Access = Decisions.Routes.RouteAccess.Everyone, Identify = true }],
        };
        (string Value, string Outcome)[] cases =
        [
            (DecisionSetup.BasicOf("alice", "right"), "granted to alice"),
            (DecisionSetup.BasicOf("alice", "wrong"), "granted to anybody"),
            ("Basic \"", "granted to anybody"),
            (Jwt, "granted to anybody"),
            ("Bearer x", "granted to anybody"),
        ];
        foreach (var (value, outcome) in cases)
        {
            Assert.Equal(outcome, await setup.CauseAsync("GET", "/x", ("Authorization", value)));
        }

        Assert.Equal("granted to anybody", await setup.CauseAsync("GET", "/x"));
    }
}
