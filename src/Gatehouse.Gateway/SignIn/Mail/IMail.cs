namespace Gatehouse.Gateway.SignIn.Mail;

/// <summary>Sends letters.</summary>
internal interface IMail
{
    /// <summary>Sends one; throws where it cannot be sent.</summary>
    Task SendAsync(Letter letter, CancellationToken cancellationToken);
}
