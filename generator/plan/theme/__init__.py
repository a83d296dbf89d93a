"""Plan what all pages share: navigation, images, colours, icons, security policy."""
