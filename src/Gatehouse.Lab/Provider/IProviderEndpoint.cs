namespace Gatehouse.Lab.Provider;

/// <summary>One endpoint of a provider.</summary>
internal interface IProviderEndpoint
{
    /// <summary>Answers a request; bad input is an answer too, never an exception.</summary>
    OAuthAnswer Answer(ProviderCall call);
}
