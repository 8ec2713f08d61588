using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Reports;

/// <summary>The words that the reports for people share, in one language and cleaned of secrets.</summary>
internal sealed class Wording(Redaction redaction, string language)
{
    public string Language => language;

    public Redaction Redaction => redaction;

    /// <summary>This sentence.</summary>
    public string Say(FormattableString sentence) => redaction.Show(sentence, language);

    public CauseText TextOf(Cause cause) => CauseTexts.For(cause, language);

    public string NameOf(Party party) => CauseTexts.Phrase("party-" + ReportJson.NameOf(party), language);

    public string NameOf(Answerer answerer) =>
        answerer switch
        {
            Answerer.Application => Say($"the application"),
            Answerer.Gateway => Say($"a gateway or web server before the application"),
            Answerer.Proxy => Say($"a proxy or filter in the caller's network"),
            Answerer.Cdn => Say($"a content network or cache"),
            Answerer.Browser => Say($"the browser or calling program itself"),
            _ => Say($"it cannot be told"),
        };

    public static double Percent(Diagnosis diagnosis) => Math.Round(diagnosis.Confidence * 100);

    /// <summary>What an exchange was, as a person would say it.</summary>
    public string LabelOf(Exchange exchange) => redaction.Brief(OwnWords.In(language, exchange.Label), 80);

    /// <summary>How it ended, in few words.</summary>
    public string OutcomeOf(Exchange exchange) =>
        exchange switch
        {
            { Answer: { } answer } => redaction
                .Brief(FormattableString.Invariant($"{answer.Status} {answer.Reason}"), 60)
                .TrimEnd(),
            { Failure: { } failure } => redaction.Brief(OwnWords.In(language, failure.Text), 160),
            _ => Say($"no answer is known"),
        };

    /// <summary>What somebody does: what was found out for this case first, then the catalogue's advice.</summary>
    public IReadOnlyList<string> Fixes(Diagnosis diagnosis, Party party) =>
        [
            .. diagnosis
                .Remedies.Where(remedy => remedy.By == party)
                .Select(remedy => Say(remedy.What))
                .Concat(TextOf(diagnosis.Cause).Fixes(party))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>An observation with where it was made.</summary>
    public string Told(EvidenceLine line) =>
        line.Source is { } source
            ? $"{Say(line.Sentence)} [{redaction.Brief(OwnWords.In(language, source), 80)}]"
            : Say(line.Sentence);
}
