"""placeholder, replaced by the session helper"""
