namespace Gatehouse.Doctor.Lint;

/// <summary>Checks a Gatehouse's configuration, as the gateway itself does when it starts.</summary>
public interface IOwnConfiguration
{
    /// <summary>What is wrong or unwise in this text. Bad input of any kind is a problem, never an exception.</summary>
    IReadOnlyList<OwnProblem> Check(string name, string text);
}
