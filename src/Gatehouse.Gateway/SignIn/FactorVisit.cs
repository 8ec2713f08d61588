using Gatehouse.Decisions;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Users;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>One request for the page of the second factor.</summary>
/// <param name="Context">The exchange.</param>
/// <param name="Decision">Its decision.</param>
/// <param name="User">Whose page it is.</param>
/// <param name="Factor">The second factor that they have, or null.</param>
/// <param name="Form">The form that was sent, or null.</param>
internal sealed record FactorVisit(
    HttpContext Context,
    Decision Decision,
    UserRecord User,
    SecondFactorRecord? Factor,
    PostedForm? Form
)
{
    /// <summary>The public id of the session.</summary>
    public string Session => Decision.Principal!.SessionId!;
}
