using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>A key in a field whose name holds an underscore, which nginx and others drop without a word.</summary>
[Names("header.stripped-by-proxy")]
internal sealed class UnderscoreFieldRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { Status: 400 or 401 or 403 } answer } main
            || file.Credentials.FirstOrDefault(each =>
                each.Place == CredentialPlace.Field && each.Name.Contains('_', StringComparison.Ordinal)
            )
                is not { } given
        )
        {
            yield break;
        }

        var drops = answer.Headers["Server"]?.StartsWith("nginx", StringComparison.OrdinalIgnoreCase) == true;
        yield return new Clue(
            Causes.Header.StrippedByProxy,
            drops ? Strength.Strong : Strength.Moderate,
            $"The name of the field {given.Name} holds an underscore; nginx and other servers drop such fields unless they are told not to"
        )
        {
            Source = main.Source,
            Remedy = $"underscores_in_headers on; (nginx), or a hyphen in place of the underscore on both sides",
            RemedyBy = Party.Operator,
            Question = $"Which request headers does the application itself see: is {given.Name} among them?",
        };
    }
}
