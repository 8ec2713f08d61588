using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Requests;

/// <summary>The request tells its length in two ways (RFC 9112 section 6.1).</summary>
[Names("request.framing-ambiguous")]
internal sealed class AmbiguousFramingRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Request.Headers: var headers, Answer.Status: >= 400 and var status } main)
        {
            yield break;
        }

        var lengths = headers.All("Content-Length").Distinct(StringComparer.Ordinal).Count();
        var coded = headers.Has("Transfer-Encoding");
        if (lengths > 1 || (coded && lengths > 0))
        {
            yield return new Clue(
                Causes.Request.FramingAmbiguous,
                status == 400 ? Strength.Decisive : Strength.Moderate,
                coded
                    ? (FormattableString)
                        $"The request has both Content-Length and Transfer-Encoding, and is answered {status}"
                    : $"The request has {lengths} Content-Length fields that differ, and is answered {status}"
            )
            {
                Source = main.Source,
            };
        }
    }
}
