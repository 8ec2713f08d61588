using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A refused request that carried nothing which could be a credential.</summary>
[Names("credentials.missing")]
internal sealed class NoCredentialsRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request: { CarriesCredential: false } request, Answer.Status: 401 } main
            || (request.Method == "OPTIONS" && request.Headers.Has("Access-Control-Request-Method"))
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Credentials.Missing,
            Strength.Strong,
            $"The request carried no credentials and was answered with 401"
        )
        {
            Source = main.Source,
        };
    }
}
