using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Decisions.Passwords;

/// <summary>What came of a name and a password.</summary>
/// <param name="User">The user whom the name names, where there is one, with the hash that the password was judged by.</param>
/// <param name="Proved">Whether the password is the user's, whatever stands against the account.</param>
/// <param name="Refusal">Why it signs nobody in; null where it does.</param>
public readonly record struct PasswordJudgement(UserRecord? User, bool Proved, Finding? Refusal);
