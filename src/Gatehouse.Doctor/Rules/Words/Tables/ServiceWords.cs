namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What online services and the programs that call them say of keys, tokens and stored logins.</summary>
internal sealed class ServiceWords : WordTable
{
    public ServiceWords()
    {
        Decisive(
            "token.expired",
            "token used to make this {call|request} {has |is |}expired*",
            "{personal access |access |}token {that was |}used {has |is |}expired*",
            "expired_authentication"
        );
        Decisive(
            "key.expired",
            "{api |}key has expired, please renew*",
            "{api |}key {that was |}used {has |is |}expired*"
        );
        // Git lets a helper forget only what the helper gave and the server refused.
        Decisive(
                "credentials.stale-cached",
                "git credential*erase*",
                "credential helper*erase*",
                "git credential reject*"
            )
            .In(WordPlace.Console)
            .Beside("authentication failed*")
            .AsLiteral()
            .Also("credentials.rejected", Strength.Weak)
            .Fix(
                $"Let the helper forget what it holds and type the new secret once: git credential reject, or the key chain's own program"
            );
        Strong("credentials.missing", "{jwt |}token not found", "no {jwt |}token found").At(401).AsAbsence();
        Decisive("token.audience-mismatch", "token does not have a valid audience*", "incorrect aud*claim*expected*");
    }
}
