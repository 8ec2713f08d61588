using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>A variable's name, <c>undefined</c> or nothing in the place of a secret.</summary>
[Names("header.placeholder", "credentials.incomplete")]
internal sealed class PlaceholderRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var replaced = file.Note<CommandLine>()
            ?.Remarks.Where(remark => remark.Kind is ShellRemarkKind.VariableReplaced or ShellRemarkKind.CommandInside)
            .Select(remark => remark.Text)
            .ToList();
        foreach (var credential in GivenCredentials.Of(file))
        {
            if (credential.Place == CredentialPlace.Cookie && credential.Secret.Length == 0)
            {
                continue;
            }

            if (replaced?.Find(text => Holds(credential, text)) is { } variable)
            {
                yield return new Clue(
                    Causes.Header.Placeholder,
                    Strength.Weak,
                    $"The command line takes the secret from {variable}, whose content was not given; where it is not set, nothing is sent"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Question =
                        $"Is {variable} set in the shell that runs the command, and what does the field look like that curl -v shows?",
                };
            }
            else if (Fault(credential) is { } fault)
            {
                yield return fault with
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
        }
    }

    private static bool Holds(SuppliedCredential credential, string text) =>
        new[] { credential.Value, credential.User, credential.Password }.Any(value =>
            value?.Contains(text, StringComparison.Ordinal) == true
        );

    private static Clue? Fault(SuppliedCredential credential)
    {
        if (credential is { User: { } user, Password: { } password })
        {
            return PairFault(user, password, credential);
        }

        var secret = credential.Scheme is null && IsScheme(credential.Value.Trim()) ? string.Empty : credential.Secret;
        if (secret.Trim().Length == 0)
        {
            return new Clue(
                Causes.Header.Placeholder,
                Strength.Decisive,
                $"Nothing follows where the secret should stand: the variable that it comes from was empty"
            );
        }

        if (Placeholders.IsOne(secret))
        {
            return new Clue(
                Causes.Header.Placeholder,
                Strength.Decisive,
                $"A placeholder of {secret.Trim().Length} characters stands where the secret should: a variable was not set or not replaced"
            );
        }

        return Placeholders.IsFiller(secret)
            ? new Clue(Causes.Header.Placeholder, Strength.Weak, $"The secret is one character again and again")
            : null;
    }

    private static Clue? PairFault(string user, string password, SuppliedCredential credential)
    {
        if (user.Length == 0 && password.Length == 0)
        {
            return new Clue(
                Causes.Header.Placeholder,
                Strength.Decisive,
                $"User name and password are both empty: the variables that they come from were not set"
            );
        }

        if (
            Placeholders.IsVariable(user)
            || Placeholders.IsVariable(password)
            || IsNothing(user)
            || IsNothing(password)
        )
        {
            return new Clue(
                Causes.Header.Placeholder,
                Strength.Decisive,
                $"A placeholder stands where the user name or the password should: a variable was not set or not replaced"
            );
        }

        // Many interfaces take a key as the name and no password.
        return
            password.Length == 0
            && KnownSecrets.Find(user) is null
            && user.Length < 20
            && credential.Place == CredentialPlace.Field
            ? new Clue(Causes.Credentials.Incomplete, Strength.Strong, $"The password of the pair is empty")
            {
                Question = $"Where does the password come from, and is that variable set where the request is made?",
            }
            : null;
    }

    private static bool IsNothing(string text) =>
        text is "undefined" or "null" or "None" or "nil" or "[object Object]" or "(null)";

    private static bool IsScheme(string value) =>
        value.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        || value.Equals("Basic", StringComparison.OrdinalIgnoreCase)
        || value.Equals("Token", StringComparison.OrdinalIgnoreCase)
        || value.Equals("ApiKey", StringComparison.OrdinalIgnoreCase);
}
