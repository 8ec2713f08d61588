namespace Gatehouse.Client;

/// <summary>
/// Asks the person in front of a desktop or mobile program, or at a terminal. However many requests wait, one question
/// is asked at a time.
/// </summary>
public interface ISignInPrompt
{
    /// <summary>Asks for a user and password.</summary>
    /// <param name="request">For what, and why now.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer; null where the person does not want to.</returns>
    ValueTask<PasswordCredential?> AskPasswordAsync(SignInRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Shows where to approve this program and with which code (RFC 8628 section 3.3), and returns once it is shown; the
    /// token is cancelled when the sign-in is over, however it ended.
    /// </summary>
    /// <param name="request">For what, and why now.</param>
    /// <param name="code">The code and the address.</param>
    /// <param name="cancellationToken">The sign-in is over: what is shown can go.</param>
    ValueTask ShowDeviceCodeAsync(SignInRequest request, DeviceCode code, CancellationToken cancellationToken);
}
