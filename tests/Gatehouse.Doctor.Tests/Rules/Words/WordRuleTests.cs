using Gatehouse.Doctor.Rules.Words;

namespace Gatehouse.Doctor.Tests.Rules.Words;

public class WordRuleTests
{
    [Fact]
    public void What_a_library_says_names_the_cause() =>
        Assert.Contains("token.expired Decisive", Of("""{"message":"jwt expired"}"""));

    [Theory]
    [InlineData("TOKEN_EXPIRED")]
    [InlineData("TokenExpired")]
    [InlineData("token-expired")]
    [InlineData("The access token has expired.")]
    public void Words_are_the_same_however_they_are_joined(string said) =>
        Assert.Contains("token.expired Decisive", Of($$"""{"code":"{{said}}"}"""));

    [Fact]
    public void A_longer_phrase_hides_the_shorter_ones_within_it() =>
        Assert.DoesNotContain(
            Of("""{"message":"Invalid or expired token"}"""),
            clue => clue.EndsWith("Decisive", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("If your token has expired, sign in again")]
    [InlineData("Learn how to handle an expired token")]
    public void What_is_only_supposed_is_weak(string said) =>
        Assert.DoesNotContain(
            Of($"<html><body><h1>Sorry</h1><p>{said}</p></body></html>"),
            clue =>
                clue.EndsWith("Decisive", StringComparison.Ordinal) || clue.EndsWith("Strong", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("""{"token_expired":false,"detail":"nope"}""")]
    [InlineData("""{"account_locked": null}""")]
    public void What_is_denied_says_nothing(string body) =>
        Assert.DoesNotContain(
            Of(body),
            clue =>
                clue.StartsWith("token", StringComparison.Ordinal) || clue.StartsWith("user", StringComparison.Ordinal)
        );

    [Fact]
    public void A_page_that_lists_many_causes_names_none() =>
        Assert.DoesNotContain(
            Of(
                "<h1>401</h1><ul><li>The token has expired</li><li>The account is locked</li><li>invalid_client</li><li>Missing scope</li></ul>"
            ),
            clue =>
                clue.EndsWith("Decisive", StringComparison.Ordinal) || clue.EndsWith("Strong", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("<html><body>Token expired? Account is locked. Invalid password.</body></html>")]
    [InlineData("""{"items":[{"name":"token expired"}],"error":null}""")]
    public void A_healthy_answer_says_nothing_about_refusals(string body) =>
        Assert.Empty(
            Some.Says<WordRule>(Some.Case(Some.Get(("Authorization", "Bearer open-sesame")), Some.Status(200, body)))
        );

    [Fact]
    public void An_error_within_a_success_is_read()
    {
        var said = Some.Says<WordRule>(
            Some.Case(Some.Get(), Some.Status(200, """{"ok":false,"error":"token_revoked"}"""))
        );
        Assert.Contains("refusal.as-success Moderate", said);
        Assert.Contains(said, clue => clue.StartsWith("token.revoked", StringComparison.Ordinal));
    }

    [Fact]
    public void Credentials_that_are_missed_though_they_were_sent_were_lost_on_the_way() =>
        Assert.DoesNotContain(
            Of("""{"detail":"Authentication credentials were not provided."}"""),
            clue => clue.StartsWith("credentials.missing Strong", StringComparison.Ordinal)
        );

    [Fact]
    public void Two_members_of_an_answer_are_no_one_phrase() =>
        Assert.DoesNotContain(
            Of("""{"aud":"orders","error":"invalid_thing"}"""),
            clue => clue.StartsWith("token.audience", StringComparison.Ordinal)
        );

    [Fact]
    public void A_missing_permission_told_as_401_is_named_as_that() =>
        Assert.Contains("access.reported-as-401 Strong", Of("""{"message":"Insufficient permissions"}"""));

    [Fact]
    public void No_phrase_is_so_short_that_it_stands_everywhere() =>
        Assert.All(
            WordTable.All.SelectMany(row => row.Phrases),
            phrase =>
                Assert.True(
                    phrase.Length >= 4 && phrase.First is not ("invalid" or "missing" or "not found"),
                    phrase.First
                )
        );

    [Fact]
    public void A_code_that_names_one_cause_outranks_the_prose_beside_it() =>
        Assert.DoesNotContain(
            Of(
                """{"error":"invalid_grant","error_description":"AADSTS50053: The account is locked, you have tried too many times with an incorrect user ID or password."}"""
            ),
            clue => !clue.StartsWith("user.locked", StringComparison.Ordinal)
        );

    [Fact]
    public void To_a_stranger_a_missing_permission_is_a_missing_credential() =>
        Assert.Contains(
            "credentials.missing Strong",
            Some.Says<WordRule>(Some.Case(Some.Get(), Some.Status(403, "RBAC: access denied")))
        );

    private static IReadOnlyList<string> Of(string body) =>
        Some.Says<WordRule>(Some.Case(Some.Get(("Authorization", "Bearer open-sesame")), Some.Status(401, body)));
}
