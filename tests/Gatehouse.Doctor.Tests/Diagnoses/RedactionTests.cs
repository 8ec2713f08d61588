using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Tests.Diagnoses;

public class RedactionTests
{
    [Theory]
    [MemberData(nameof(PlantedSecret.Secrets), MemberType = typeof(PlantedSecret))]
    public void A_secret_from_any_place_is_removed_however_it_comes_back(string secret)
    {
        foreach (var place in PlantedSecret.Places)
        {
            var redaction = new Redaction(PlantedSecret.In(place, secret));
            foreach (var (how, text) in PlantedSecret.Echoes(secret))
            {
                var cleaned = redaction.Clean($"before <{text}> after");
                Assert.True(
                    cleaned.Contains(Redaction.Mark, StringComparison.Ordinal)
                        && !Pieces(text).Any(piece => cleaned.Contains(piece, StringComparison.Ordinal)),
                    $"{place}, {how}: {text} became {cleaned}"
                );
                Assert.StartsWith("before <", cleaned, StringComparison.Ordinal);
                Assert.EndsWith("> after", cleaned, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_short_secret_does_not_break_words()
    {
        var redaction = new Redaction(
            Some.Case(Some.Get(("X-Api-Key", "abc"), ("Authorization", "Bearer open")), null)
        );
        Assert.Equal("abcdef, reopened", redaction.Clean("abcdef, reopened"));
        Assert.Equal("is [removed]?", redaction.Clean("is open?"));
    }

    [Theory]
    [InlineData("wrong", "password.wrong", "password.wrong")]
    [InlineData("wrong", "it was wrong", "it was [removed]")]
    [InlineData("password.wrong", "password.wrong", "[removed]")]
    public void A_password_that_is_a_word_of_the_catalogue_leaves_its_ids(string password, string text, string shown)
    {
        var request = Some.Get(
            ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("a:" + password)))
        );

        Assert.Equal(shown, new Redaction(Some.Case(request, null)).Clean(text));
    }

    [Fact]
    public void A_preference_in_a_cookie_is_a_word_like_others()
    {
        var redaction = new Redaction(Some.Case(Some.Get(("Cookie", "format=json; theme=dark")), null));
        Assert.Equal("application/json", redaction.Clean("application/json"));
    }

    [Theory]
    [InlineData("see https://alice:open-sesame@api.example/ there", "see https://[removed]@api.example/ there")]
    [InlineData("/callback?code=abcdef&state=xyz&page=2", "/callback?code=[removed]&state=[removed]&page=2")]
    [InlineData("Authorization: Bearer abc123def456", "Authorization: Bearer [removed]")]
    [InlineData("{\"refresh_token\":\"some thing\"}", "{\"refresh_token\":\"[removed]\"}")]
    [InlineData(
        """{"error":"{\"access_token\":\"some-thing\"}"}""",
        """{"error":"{\"access_token\":\"[removed]\"}"}"""
    )]
    [InlineData("client_secret=open-sesame&scope=a", "client_secret=[removed]&scope=a")]
    [InlineData("token eyJhbGciOiJub25lIn0.e30. is bad", "token [removed] is bad")]
    [InlineData("""<input name="csrf_token" value="q1w2e3">""", """<input name="csrf_token" value="[removed]">""")]
    public void What_looks_like_a_secret_goes_too(string text, string cleaned) =>
        Assert.Equal(cleaned, new Redaction(Some.Case(null, null)).Clean(text));

    [Theory]
    [InlineData("Bearer realm=\"orders\", error=\"invalid_token\"")]
    [InlineData("The request carried no Basic credentials")]
    [InlineData("invalid_token: The access token expired")]
    [InlineData("The answer code=401 of /orders?page=2")]
    [InlineData("Digest realm=\"a\", nonce=\"b\", algorithm=SHA-256, qop=\"auth\"")]
    public void What_only_speaks_of_secrets_stays(string text) =>
        Assert.Equal(text, new Redaction(Some.Case(null, null)).Clean(text));

    [Fact]
    public void The_words_of_a_sentence_stay_even_where_one_is_the_password()
    {
        var redaction = new Redaction(Some.Case(Some.Get(("X-Api-Key", "answer")), null));
        var value = "answer";
        Assert.Equal("The answer is [removed]", redaction.Show($"The answer is {value}"));
    }

    [Fact]
    public void Nothing_that_a_terminal_obeys_is_left()
    {
        var redaction = new Redaction(Some.Case(null, null));
        Assert.Equal(
            "a\\u001b[31mb\\u0007c\\u009bd\\u202ee\\u200bf\\ud800g\\udb40\\udc41",
            redaction.Clean("a\u001b[31mb\u0007c\u009bd\u202ee\u200bf\ud800g\U000E0041")
        );
    }

    [Fact]
    public void A_flood_of_marks_is_dammed_and_letters_with_one_stay()
    {
        var redaction = new Redaction(Some.Case(null, null));
        Assert.Equal("e\u0301 o\u0300\u0300", redaction.Clean("e\u0301 o" + new string('\u0300', 500)));
    }

    [Fact]
    public void A_value_as_long_as_a_book_is_cut()
    {
        var shown = new Redaction(Some.Case(null, null)).Show($"It says {new string('x', 1_000_000)}");
        Assert.InRange(shown.Length, 300, 330);
        Assert.EndsWith("...", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-Cookie", "sid=ab; Path=/; HttpOnly", "sid=[removed]; Path=/; HttpOnly")]
    [InlineData("Cookie", "a=1; b=2", "a=[removed]; b=[removed]")]
    [InlineData("Authorization", "Bearer x", "Bearer [removed]")]
    [InlineData("X-Shop-Way-In", "x", "[removed]")]
    [InlineData("Accept", "*/*", "*/*")]
    public void A_field_of_a_request_is_shown_as_far_as_its_name_is_harmless(string name, string value, string shown) =>
        Assert.Equal(shown, new Redaction(Some.Case(null, null)).AskedField(new HeaderLine(name, value)));

    [Fact]
    public void A_challenge_is_shown_whole() =>
        Assert.Equal(
            "Basic realm=\"x\"",
            new Redaction(Some.Case(null, null)).Field(new HeaderLine("WWW-Authenticate", "Basic realm=\"x\""))
        );

    [Fact]
    public void Secrets_stay_where_they_are_to_be_shown()
    {
        var redaction = new Redaction(Some.Case(SeenAnswers.Basic, null), showSecrets: true);
        Assert.Equal("YWxpY2U6d3Jvbmc=", redaction.Clean("YWxpY2U6d3Jvbmc="));
    }

    private static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at + 6 <= text.Length; at += 3)
        {
            yield return text.Substring(at, 6);
        }
    }
}
