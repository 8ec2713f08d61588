using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Rules.Words;

namespace Gatehouse.Doctor.Tests.Rules.Words;

public class MeaningRuleTests
{
    [Theory]
    [InlineData("The session has reached its maximum lifetime of eight hours.", "session.expired-absolute")]
    [InlineData("Session store: no such session in the lobby", "session.unknown")]
    [InlineData("The cookie of the shop could not be decrypted, ignoring it", "session.unreadable")]
    [InlineData("Sorry, this access token was withdrawn by its owner.", "token.revoked")]
    [InlineData("The client certificate is fine but not assigned to any account", "certificate.unmapped")]
    [InlineData("Asking the identity provider at id.example: deadline exceeded", "provider.unreachable")]
    public void A_sentence_is_understood_by_what_it_speaks_of_and_what_it_says(string body, string cause) =>
        Assert.Equal([$"{cause} Strong"], Says(body));

    [Theory]
    [InlineData("If the session is idle for long it may be closed")]
    public void What_is_hedged_says_little(string body) =>
        Assert.All(Says(body), clue => Assert.EndsWith("Weak", clue, StringComparison.Ordinal));

    [Theory]
    [InlineData("Have a nice day")]
    [InlineData("Sessions of the conference begin at nine")]
    [InlineData("")]
    public void Other_sentences_mean_nothing(string body) => Assert.Empty(Says(body));

    [Theory]
    [InlineData("Sorry, the session of Open_Sesame-Street42 is gone")]
    [InlineData(
        "The session store of this shop has no such session any more, and what it was asked for by your browser is Open_Sesame-Street42, if you please"
    )]
    public void A_secret_that_a_sentence_repeats_is_taken_out_of_it(string body)
    {
        var file = Some.Case(
            Some.Get(("Authorization", "Bearer Open_Sesame-Street42")),
            Some.Status(401, body, ("Content-Type", "text/plain"))
        );
        var clue = Assert.Single(new MeaningRule().Examine(file));
        var shown = new Redaction(file).Show(clue.Because);

        Assert.DoesNotContain("sesame", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("street42", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Where_the_tables_know_a_phrase_they_speak_alone() =>
        Assert.Empty(Says("{\"error\":\"token_expired\",\"message\":\"jwt expired\"}"));

    [Fact]
    public void Every_meaning_is_of_a_cause_of_the_catalogue() => Assert.NotEmpty(Meanings.Named);

    private static IReadOnlyList<string> Says(string body) =>
        Some.Says<MeaningRule>(
            Some.Case(
                Some.Get(("Authorization", "Bearer open-sesame")),
                Some.Status(401, body, ("Content-Type", "text/plain"))
            )
        );
}
