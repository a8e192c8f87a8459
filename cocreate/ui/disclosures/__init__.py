"""Disclosures for shops, guilds, offices, journals and prizes."""
