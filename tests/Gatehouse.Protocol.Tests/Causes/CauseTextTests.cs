using System.Reflection;
using Gatehouse.Protocol.Causes;
using Entries = Gatehouse.Protocol.Causes.Causes;

namespace Gatehouse.Protocol.Tests.Catalogue;

public sealed class CauseTextTests
{
    // Programs whose settings a fix may name, but of which no text about a cause may speak.
    private static readonly string[] Products =
    [
        "nginx",
        "Apache",
        "Traefik",
        "Envoy",
        "Keycloak",
        "IdentityServer",
        "Okta",
        "Azure",
        "AWS",
        "Cloudflare",
        "WordPress",
        "Drupal",
        "Joomla",
        "GitHub",
        "Postman",
    ];

    public static TheoryData<string> Languages => [.. CauseTexts.Languages];

    [Fact]
    public void English_and_Russian_are_there()
    {
        Assert.Equal(["en", "ru"], CauseTexts.Languages);
        Assert.Equal("English", CauseTexts.NameOf("en"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_cause_has_its_texts_in_every_language(string language)
    {
        Assert.All(
            Entries.All,
            cause =>
            {
                var text = CauseTexts.For(cause, language);
                string[] all =
                [
                    text.Title,
                    text.Detail,
                    text.DetailPlain,
                    text.Operator,
                    .. text.Repeated,
                    .. Enum.GetValues<Party>().SelectMany(text.Fixes),
                ];
                Assert.All(all, part => Assert.False(string.IsNullOrWhiteSpace(part)));
                Assert.False(text.Title.EndsWith('.'), text.Title);
                Assert.NotEmpty(text.Fixes(cause.FixedBy));
                Assert.NotEmpty(text.Fixes(Party.Caller));
                Assert.All(Enum.GetValues<Party>(), party => Assert.InRange(text.Fixes(party).Count, 0, 4));
            }
        );
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_says_of_a_cause_no_less_than_English(string language)
    {
        Assert.All(
            Entries.All,
            cause =>
            {
                var english = CauseTexts.For(cause, "en");
                var text = CauseTexts.For(cause, language);
                Assert.Equal(english.Placeholders.Order(), text.Placeholders.Order());
                Assert.Equal(english.Repeated.Count, text.Repeated.Count);
                Assert.All(
                    Enum.GetValues<Party>(),
                    party => Assert.Equal(english.Fixes(party).Count, text.Fixes(party).Count)
                );
                Assert.DoesNotContain('{', text.DetailPlain);
                Assert.True(language == "en" || english.Title != text.Title, $"{cause} is not translated");
            }
        );
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_masked_cause_is_told_to_outsiders_as_its_public_cause(string language)
    {
        Assert.All(
            Entries.All.Where(cause => cause.Public != cause && !cause.ToldToOwner),
            cause =>
            {
                var masked = CauseTexts.For(cause, language);
                var shown = CauseTexts.For(cause.Public, language);
                Assert.Equal(shown.Detail, masked.Detail);
                Assert.Equal(shown.DetailPlain, masked.DetailPlain);
                Assert.Equal(shown.Fixes(Party.Caller), masked.Fixes(Party.Caller));
                Assert.Equal(shown.Repeated, masked.Repeated);
                Assert.NotEqual(shown.Title, masked.Title);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_for_outsiders_names_a_masked_cause(string language)
    {
        var masked = Entries.All.Where(cause => cause.Public != cause).ToArray();
        Assert.All(
            Entries.All,
            cause =>
            {
                var text = CauseTexts.For(cause.Public, language);
                string[] told =
                [
                    text.Title,
                    text.Detail,
                    text.DetailPlain,
                    .. text.Fixes(Party.Caller),
                    .. text.Repeated,
                ];
                Assert.DoesNotContain(
                    masked,
                    secret => told.Any(part => part.Contains(secret.Id, StringComparison.Ordinal))
                );
            }
        );
    }

    [Fact]
    public void Every_401_of_the_gateway_has_more_to_say_when_it_comes_again()
    {
        string[] withoutCredentials = ["credentials.missing", "upstream.unauthorized"];

        Assert.All(
            Entries.All.Where(cause =>
                cause is { Status: 401, OutsideOnly: false } && !withoutCredentials.Contains(cause.Id)
            ),
            cause => Assert.NotEmpty(CauseTexts.For(cause, "en").Repeated)
        );
    }

    [Fact]
    public void English_texts_are_ASCII_and_titles_fit_into_a_header()
    {
        Assert.All(
            Entries.All,
            cause =>
            {
                var text = CauseTexts.For(cause, "en");
                string[] all =
                [
                    text.Title,
                    text.Detail,
                    text.DetailPlain,
                    text.Operator,
                    .. text.Repeated,
                    .. Enum.GetValues<Party>().SelectMany(text.Fixes),
                ];
                Assert.All(all, part => Assert.All(part, letter => Assert.InRange(letter, ' ', '~')));
                Assert.DoesNotContain('"', text.Title);
                Assert.DoesNotContain('\\', text.Title);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_is_told_of_a_cause_speaks_of_no_other_product(string language)
    {
        Assert.All(
            Entries.All,
            cause =>
            {
                var text = CauseTexts.For(cause, language);
                string[] told = [text.Title, text.Detail, text.DetailPlain, text.Operator];
                Assert.DoesNotContain(
                    Products,
                    product => told.Any(part => part.Contains(product, StringComparison.OrdinalIgnoreCase))
                );
            }
        );
    }

    [Fact]
    public void Detail_is_filled_from_evidence()
    {
        var text = CauseTexts.For(Entries.Token.Expired, "en");
        var evidence = new Dictionary<string, string> { ["ended"] = "2026-11-21T02:15:04Z", ["ago"] = "94" };

        Assert.Equal("The access token has expired", text.Title);
        Assert.Equal("It ended at 2026-11-21T02:15:04Z, 94 seconds before this request.", text.Describe(evidence));
        Assert.Equal(
            ["Get a new access token with your refresh token and repeat the request."],
            text.Fixes(Party.Caller)
        );
    }

    [Fact]
    public void Without_all_its_evidence_the_plain_detail_is_told()
    {
        var text = CauseTexts.For(Entries.Token.Expired, "en");

        Assert.Equal(["ended", "ago"], text.Placeholders);
        Assert.Equal(text.DetailPlain, text.Describe(new Dictionary<string, string> { ["ended"] = "now" }));
    }

    [Fact]
    public void A_value_that_looks_like_a_placeholder_is_not_filled_again()
    {
        var text = CauseTexts.For(Entries.Token.Expired, "en");
        var evidence = new Dictionary<string, string> { ["ended"] = "{ago}", ["ago"] = "{" };

        Assert.Equal("It ended at {ago}, { seconds before this request.", text.Describe(evidence));
    }

    [Theory]
    [InlineData("en", "The path holds an empty segment (//),")]
    [InlineData("ru", "В пути есть пустой сегмент (//):")]
    public void Phrases_in_evidence_are_told_in_the_same_language(string language, string beginning)
    {
        var text = CauseTexts.For(Entries.Request.PathAmbiguous, language);
        var evidence = new Dictionary<string, string> { ["part"] = "an empty segment (//)" };

        Assert.StartsWith(beginning, text.Describe(evidence), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_phrase_is_there(string language)
    {
        var keys = typeof(PhraseKeys)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.All(keys, key => Assert.NotEmpty(CauseTexts.Phrase(key, language)));
        Assert.All(
            keys.Where(_ => language != "en"),
            key => Assert.NotEqual(CauseTexts.Phrase(key, "en"), CauseTexts.Phrase(key, language))
        );
    }

    [Fact]
    public void An_unknown_language_is_told_in_English()
    {
        Assert.Same(CauseTexts.For(Entries.Token.Expired, "en"), CauseTexts.For(Entries.Token.Expired, "xx"));
        Assert.Equal("Reference", CauseTexts.Phrase(PhraseKeys.Reference, "xx"));
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("ru", "ru")]
    [InlineData("RU-ru", "ru")]
    [InlineData("de, ru;q=0.5, en;q=0.4", "ru")]
    [InlineData("en;q=0.4, ru;q=0.5", "ru")]
    [InlineData("en, ru", "en")]
    [InlineData("ru, en", "ru")]
    [InlineData("ru;q=0", "en")]
    [InlineData("*, ru;q=0.9", "en")]
    [InlineData("ru;q=bad, de", "en")]
    [InlineData("ru;q=2", "en")]
    [InlineData("ru;q=-1", "en")]
    [InlineData("ru;q=NaN", "en")]
    [InlineData("ru ; q=0.1", "ru")]
    [InlineData(";;;,,,-,--;q=", "en")]
    public void Language_follows_the_quality_values(string? acceptLanguage, string language)
    {
        Assert.Equal(language, CauseTexts.Negotiate(acceptLanguage));
    }

    [Fact]
    public void A_language_header_beyond_measure_is_not_read()
    {
        Assert.Equal("en", CauseTexts.Negotiate("ru," + new string('x', 2000)));
        Assert.Equal("en", CauseTexts.Negotiate(string.Concat(Enumerable.Repeat("x,", 40)) + "ru"));
    }
}
