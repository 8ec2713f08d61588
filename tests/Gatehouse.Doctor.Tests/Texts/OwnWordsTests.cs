using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Texts;

namespace Gatehouse.Doctor.Tests.Texts;

public class OwnWordsTests
{
    [Theory]
    [MemberData(nameof(DoctorTextsTests.Languages), MemberType = typeof(DoctorTextsTests))]
    public void Every_form_is_translated(string language) =>
        Assert.All(OwnWords.Forms, form => Assert.Contains(form, DoctorTexts.Of(language)));

    [Theory]
    [InlineData("without credentials", "без учётных данных")]
    [InlineData("request 3 (without credentials)", "запрос 3 (без учётных данных)")]
    [InlineData("request 3 (with Bearer in front)", "запрос 3 (с Bearer впереди)")]
    [InlineData("the field X-Api-Key", "поле X-Api-Key")]
    [InlineData("sites-enabled/shop.conf:12", "sites-enabled/shop.conf:12")]
    [InlineData("request 3", "request 3")]
    [InlineData("", "")]
    public void Words_put_together_earlier_are_said_in_the_reader_s_language(string words, string said) =>
        Assert.Equal(said, OwnWords.In("ru", words));

    [Fact]
    public void In_English_they_stay_as_they_are() =>
        Assert.Equal("request 3 (once more)", OwnWords.In("en", "request 3 (once more)"));

    [Fact]
    public void Forms_within_forms_come_to_an_end() =>
        Assert.StartsWith("в виде ", OwnWords.In("ru", string.Concat(Enumerable.Repeat("as ", 10_000))));

    [Fact]
    public void As_a_value_they_are_translated_with_their_sentence()
    {
        var redaction = new Redaction(Some.Case(null, null));
        FormattableString said = $"There is no answer: {new OwnWords("nobody listens at that port")}";
        Assert.Equal("There is no answer: nobody listens at that port", redaction.Show(said));
        Assert.Equal("Ответа нет: на этом порту никто не слушает", redaction.Show(said, "ru"));
    }

    [Fact]
    public void A_sentence_within_a_sentence_is_translated_too()
    {
        FormattableString within = $"{180:0} s ahead";
        Assert.Equal(
            "Часы сервера по сравнению с нашими спешат на 180 с",
            new Redaction(Some.Case(null, null)).Show($"The server's clock is {within} of ours", "ru")
        );
    }

    [Fact]
    public void What_came_from_outside_is_not_translated() =>
        Assert.Contains(
            "nobody",
            new Redaction(Some.Case(null, null)).Show($"The answer says: {"nobody"}", "ru"),
            StringComparison.Ordinal
        );
}
